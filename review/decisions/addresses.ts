import type { Json } from "../plan/json.ts";
import type { Setting } from "./setting.ts";

/** An address that was called with encryption and is not any more. */
export const noLongerHttps = ({ before, after }: Setting): boolean =>
  /^https:$/.test(parsed(before)?.protocol ?? "") && /^http:$/.test(parsed(after)?.protocol ?? "");

/** Another host than before, where both are known. */
export function otherHost({ before, after }: Setting): boolean {
  const [old, next] = [parsed(before), parsed(after)];
  return old !== undefined && next !== undefined && old.host !== next.host;
}

const parsed = (value: Json | undefined): URL | undefined =>
  typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
