import { isJsonObject, type Json } from "../plan/json.ts";
import { isNestedTooDeep } from "./nesting.ts";
import { isSealed } from "./same-json.ts";
import { shortValue } from "./value-words.ts";

/** Why a definition can not be looked into. */
export function obstacleOf(definition: Json | undefined): string | undefined {
  if (definition === undefined) return undefined;
  if (isNestedTooDeep(definition))
    return "a definition is nested deeper than 1,000 levels, which Step Functions refuses";
  return isJsonObject(definition) && !isSealed(definition)
    ? undefined
    : `a definition is ${shortValue(definition)}`;
}
