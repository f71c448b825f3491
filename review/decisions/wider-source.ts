import { isNothing } from "../changes/difference.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { newEffort } from "../policies/effort.ts";
import { readGlob } from "../policies/glob.ts";
import { hasText } from "../policies/has-text.ts";

/** Whether all sources from which a function may be called after were not all there before, and those before still are. */
export function hasWiderSource({ before, after, unknown }: ResourceChange): boolean {
  const [old, next] = [before?.source_arn, after?.source_arn];
  if (typeof old !== "string" || old === "" || old === next || unknown.source_arn === true) return false;
  if (isNothing(next)) return true;
  if (typeof next !== "string") return false;
  const syntax = { wildcards: true, variables: false };
  return !hasText([[readGlob(old, syntax)]], [readGlob(next, syntax)], newEffort());
}
