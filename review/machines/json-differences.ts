import { isJsonObject, type Json } from "../plan/json.ts";
import { isSealed, sameJson } from "./same-json.ts";

/** A place where two values differ; one side is missing where something was added or removed. */
export interface JsonDifference {
  /** `Payload.items[0].width`, empty for the value itself. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** The innermost places where two values differ, in the order of the value after. Lists are compared place by place. */
export function jsonDifferences(
  before: Json | undefined,
  after: Json | undefined,
  path = "",
): readonly JsonDifference[] {
  const old = partsOf(before);
  const now = partsOf(after);
  if (old === undefined || now === undefined || Array.isArray(before) !== Array.isArray(after)) {
    return sameJson(before, after)
      ? []
      : [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  }
  const keys = new Set([...now.keys(), ...old.keys()]);
  return [...keys].flatMap((key) => jsonDifferences(old.get(key), now.get(key), innerPath(path, key)));
}

function partsOf(value: Json | undefined): ReadonlyMap<string | number, Json> | undefined {
  if (isSealed(value)) return undefined;
  if (Array.isArray(value)) return new Map(value.entries());
  return isJsonObject(value) ? new Map(Object.entries(value)) : undefined;
}

function innerPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}
