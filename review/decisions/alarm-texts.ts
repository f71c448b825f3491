import type { Json } from "../plan/json.ts";
import type { Setting } from "./setting.ts";

/** Another rule of a composite alarm, but for one that only has more alarms, each of which is enough. */
export const otherRule = (setting: Setting): boolean =>
  isOther(setting, (text) => (/\b(?:AND|NOT)\b/.test(text) ? undefined : text.split(/\s+OR\s+/)));

/**
 * Another pattern of a metric filter, but for one that only has more words, each of which is enough (`?ERROR ?WARN`); "Filter pattern syntax
 * for metric filters", CloudWatch Logs documentation.
 */
export const otherLines = (setting: Setting): boolean =>
  isOther(setting, (text) => {
    const words = text.trim().split(/\s+/);
    return words.length === 1 || words.every((word) => word.startsWith("?"))
      ? words.map((word) => word.replace(/^\?/, ""))
      : undefined;
  });

/** @param choices - what is enough by itself, each; undefined where a text is of another kind. */
function isOther(
  { before, after }: Setting,
  choices: (text: string) => readonly string[] | undefined,
): boolean {
  const [old, next] = [textOf(before), textOf(after)];
  if (old === undefined || next === undefined || old === next) return false;
  const [few, many] = [choices(old), choices(next)];
  return few === undefined || many === undefined || !few.every((one) => many.includes(one));
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;
