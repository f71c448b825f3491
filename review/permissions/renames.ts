import { isReplacement } from "../plan/actions.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** ARNs of objects that a plan makes anew under another name: before, and after. */
export type Renames = ReadonlyMap<string, string>;

const NAMES = ["name", "bucket", "function_name"];

export const renamesIn = (changes: readonly ResourceChange[]): Renames =>
  new Map(changes.filter(({ action }) => isReplacement(action)).flatMap(renameOf));

function renameOf({ before, after }: ResourceChange): readonly (readonly [string, string])[] {
  const arn = before?.arn;
  if (typeof arn !== "string" || !arn.startsWith("arn:")) return [];
  if (typeof after?.arn === "string") return after.arn === arn ? [] : [[arn, after.arn]];
  return NAMES.flatMap((key) => {
    const [old, next] = [before?.[key], after?.[key]];
    if (typeof old !== "string" || typeof next !== "string" || old === next) return [];
    return arn.endsWith(`:${old}`) || arn.endsWith(`/${old}`)
      ? [[arn, arn.slice(0, -old.length) + next] as const]
      : [];
  }).slice(0, 1);
}

/** A document that names the new objects where it named the old ones, and what is in them. */
export function renamed(document: Json, renames: Renames): Json {
  if (renames.size === 0) return document;
  const text = JSON.stringify(document);
  const next = text.replace(/(?<=")arn:[^"\\]+(?=")/g, (arn) => renamedArn(arn, renames));
  return next === text ? document : (JSON.parse(next) as Json);
}

function renamedArn(arn: string, renames: Renames): string {
  for (let end = arn.length; end > 0; end = arn.lastIndexOf("/", end - 1)) {
    const next = renames.get(arn.slice(0, end));
    if (next !== undefined) return next + arn.slice(end);
  }
  return arn;
}
