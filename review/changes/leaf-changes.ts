import type { Inline } from "../page/document.ts";
import { isJsonObject, type Json } from "../plan/json.ts";
import { isMasked } from "../plan/masked.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { attributeChanges } from "./attribute-changes.ts";
import { difference } from "./difference.ts";

/** A single value that differs, at a path such as `logging_config.log_format`. */
export interface LeafChange {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly unknown: boolean;
}

/** The values that a change really changes: blocks of which there is one are looked into, lists are compared as a whole. */
export function leafChanges(
  change: ResourceChange,
  leaveOut: (attribute: string) => boolean,
): readonly LeafChange[] {
  return attributeChanges(change)
    .filter(({ name }) => !leaveOut(name))
    .flatMap(({ name, before, after }) => leaves(name, before, after, change.unknown[name]));
}

function leaves(
  path: string,
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): readonly LeafChange[] {
  if (difference(before, after, unknown) === "same") return [];
  const [left, right, marks] = [block(before), block(after), block(unknown)];
  if (left === undefined || right === undefined || unknown === true) {
    return [{ path, before, after, unknown: unknown === true }];
  }
  const keys = new Set([...Object.keys(left), ...Object.keys(right), ...Object.keys(marks ?? {})]);
  return [...keys]
    .sort()
    .flatMap((key) => leaves(`${path}.${key}`, own(left, key), own(right, key), own(marks ?? {}, key)));
}

/** The block behind a value, empty for nothing; undefined for what is none. */
function block(value: Json | undefined): { readonly [key: string]: Json } | undefined {
  if (isMasked(value)) return undefined;
  if (value === undefined || value === null) return {};
  if (Array.isArray(value)) return value.length === 0 ? {} : value.length === 1 ? block(value[0]) : undefined;
  return isJsonObject(value) ? value : undefined;
}

const own = (object: { readonly [key: string]: Json }, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** `memory_size: 256 → 1024`. */
export function leafWords(
  { path, before, after, unknown }: LeafChange,
  shown: (value: Json | undefined) => string | undefined,
): Inline {
  if (path.startsWith("environment.")) return environmentWords({ path, before, after, unknown });
  const writeOnly = /^(.+)_wo_version$/.exec(path)?.[1];
  if (writeOnly !== undefined && !unknown && before !== undefined)
    return [{ code: writeOnly }, " gets a new value, which no plan shows"];
  const old = shown(before);
  const next = unknown ? "known after apply" : shown(after);
  if (old === undefined || next === undefined) return [{ code: path }, " changes"];
  if (old === next) return [{ code: path }, " changes (not shown)"];
  return [{ code: path }, ": ", ...value(old), " → ", ...value(next)];
}

/** Of an environment the names alone. */
function environmentWords({ path, before, after, unknown }: LeafChange): Inline {
  const isNone = (side: Json | undefined): boolean => side === undefined || side === null;
  const what = unknown
    ? "is known after apply"
    : isNone(before)
      ? "added"
      : isNone(after)
        ? "removed"
        : "changes";
  return ["environment variable ", { code: path.replace(/^environment\.(?:variables\.)?/, "") }, ` ${what}`];
}

const value = (text: string): Inline =>
  /^(?:none|known after apply|\(.*\))$/.test(text) ? [text] : [{ code: text }];
