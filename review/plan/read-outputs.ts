import { actionOf } from "./actions.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import type { OutputBreak, OutputChange } from "./output-change.ts";

/**
 * The outputs of the root module that a plan changes ("Output Changes Representation", "JSON Output Format", Terraform documentation).
 *
 * Of the side before a plan has the value alone. Its `prior_state` has the outputs of the side after already, as far as they are known, and
 * `before_sensitive` is `after_sensitive`: true if either side is sensitive. So types and sensitivity before are inferred, or not told.
 */
export function readOutputs(plan: JsonObject, stack: string): readonly OutputChange[] {
  return Object.entries(objectAt(plan.output_changes)).flatMap(([name, change]) => {
    if (!isJsonObject(change)) return [];
    const action = Array.isArray(change.actions) ? actionOf(change.actions) : undefined;
    if (action === undefined || action === "no-op") return [];
    const breaks = action === "update" ? breaksOf(change, name, plan) : [];
    return [{ stack, name, action, keepsValue: action === "update" && isSameValue(change), breaks }];
  });
}

const objectAt = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

const own = (value: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined;

/** Terraform writes the keys of objects in alphabetical order. */
const isSameValue = ({ before = null, after = null, after_unknown: unknown }: JsonObject): boolean =>
  unknown === false && JSON.stringify(before) === JSON.stringify(after);

function breaksOf(change: JsonObject, name: string, plan: JsonObject): readonly OutputBreak[] {
  const { before = null, after = null, after_unknown: unknown = false } = change;
  const isSecret = change.before_sensitive !== false || change.after_sensitive !== false;
  const typed = typeBreaks(before, after, unknown, "");
  const isSame = isSameValue(change);
  if (!isSecret) {
    const type = own(objectAt(objectAt(plan.planned_values).outputs), name);
    return isSame && isJsonObject(type) ? [{ kind: "recollected", after: typeWords(type.type) }] : typed;
  }
  const shown = typed.filter((one) => one.kind === "retyped" && one.path === "");
  const root = objectAt(objectAt(plan.configuration).root_module);
  const configured = own(objectAt(root.outputs), name);
  if (change.before_sensitive === true && change.after_sensitive === false)
    return [...shown, { kind: "shown" }];
  // One side is sensitive: if it is not the side after, it was the one before.
  if (isJsonObject(configured) && configured.sensitive !== true) return [...shown, { kind: "shown" }];
  if (!isSame || !isJsonObject(configured)) return shown;
  const isPlain = typeof before !== "object";
  return [{ kind: isPlain ? "sensitive" : "undecided" }];
}

/** Where JSON types differ, and what is gone. Lists are compared as a whole; what is known after apply may be anything. */
function typeBreaks(before: Json, after: Json, unknown: Json, path: string): readonly OutputBreak[] {
  if (unknown === true) return [];
  const [old, now] = [jsonType(before), jsonType(after)];
  if (old !== now) {
    const isAbsent = path !== "" && (old === "null" || now === "null");
    return isAbsent ? [] : [{ kind: "retyped", path, before: old, after: now }];
  }
  if (!isJsonObject(before) || !isJsonObject(after)) return [];
  const marks = objectAt(unknown);
  return Object.keys(before).flatMap((key) => {
    const inner = path === "" ? key : `${path}.${key}`;
    const [left, right, mark] = [before, after, marks].map((side) => own(side, key));
    if (right === undefined && (mark === undefined || mark === false)) return [{ kind: "lost", path: inner }];
    return typeBreaks(left ?? null, right ?? null, mark ?? false, inner);
  });
}

const jsonType = (value: Json): string =>
  Array.isArray(value) ? "list" : value === null ? "null" : typeof value;

/** `list(string)`; an object or tuple has no more than its name, since its parts are as they were. */
function typeWords(type: Json | undefined): string {
  if (!Array.isArray(type)) return typeof type === "string" ? type : "value";
  const [kind, element] = type;
  return kind === "object" || kind === "tuple" ? kind : `${String(kind)}(${typeWords(element)})`;
}
