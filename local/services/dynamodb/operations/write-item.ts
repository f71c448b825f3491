import type { JsonObject } from "../../../states/json-value.ts";
import type { Item } from "../attribute-value.ts";
import { projectItem } from "../expressions/projection.ts";
import { type PrepareWrite, prepareDelete, preparePut, prepareUpdate } from "../prepare-write.ts";
import { oneOf, type Tables } from "../request.ts";
import { validationError } from "../validation-error.ts";
import { commitWrite, evaluateWrite, type Write, type WriteResult } from "../write.ts";

const RETURN_VALUES = ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"] as const;

type ReturnValues = (typeof RETURN_VALUES)[number];

/** "PutItem". */
export function putItem(tables: Tables, input: JsonObject): JsonObject {
  return writeItem(tables, input, preparePut, ["NONE", "ALL_OLD"]);
}

/** "DeleteItem". */
export function deleteItem(tables: Tables, input: JsonObject): JsonObject {
  return writeItem(tables, input, prepareDelete, ["NONE", "ALL_OLD"]);
}

/** "UpdateItem". */
export function updateItem(tables: Tables, input: JsonObject): JsonObject {
  return writeItem(tables, input, prepareUpdate, RETURN_VALUES);
}

function writeItem(
  tables: Tables,
  input: JsonObject,
  prepare: PrepareWrite,
  allowed: readonly ReturnValues[],
): JsonObject {
  const asked = oneOf(input, "ReturnValues", RETURN_VALUES);
  const write = prepare(tables, input);
  if (!allowed.includes(asked)) throw validationError("Return values set to invalid value");
  const result = evaluateWrite(write);
  commitWrite(write, result);
  const attributes = returned(asked, write, result);
  return attributes === undefined || Object.keys(attributes).length === 0 ? {} : { Attributes: attributes };
}

function returned(asked: ReturnValues, { written }: Write, { before, after }: WriteResult): Item | undefined {
  switch (asked) {
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return before && projectItem(before, written);
    case "UPDATED_NEW":
      return after && projectItem(after, written);
    case "NONE":
      return undefined;
  }
}
