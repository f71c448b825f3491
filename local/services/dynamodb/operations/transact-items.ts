import { isJsonObject, type JsonObject } from "../../../states/json-value.ts";
import { DynamoDbError } from "../dynamodb-error.ts";
import { checkKey, keyIdentity } from "../item-key.ts";
import {
  type PrepareWrite,
  prepareConditionCheck,
  prepareDelete,
  preparePut,
  prepareUpdate,
} from "../prepare-write.ts";
import { readItem } from "../read-value.ts";
import { objectIn, objectsIn, required, type Tables, tableOf } from "../request.ts";
import { validationError } from "../validation-error.ts";
import { commitWrite, evaluateWrite, type Write, type WriteResult } from "../write.ts";
import { projected, projectionOf } from "./get-item.ts";

/** "Quotas in Amazon DynamoDB": the actions of a transaction. */
const MAX_ACTIONS = 100;

const ACTIONS: Readonly<Record<string, PrepareWrite>> = {
  ConditionCheck: prepareConditionCheck,
  Delete: prepareDelete,
  Put: preparePut,
  Update: prepareUpdate,
};

/** Writes all or nothing. @throws DynamoDbError TransactionCanceledException with the reason of each action. */
export function transactWriteItems(tables: Tables, input: JsonObject): JsonObject {
  const writes = actionsOf(input).map((action) => prepareAction(tables, action));
  const items = writes.map(({ table, key }) => keyIdentity(table.definition, key));
  if (new Set(items).size < items.length) {
    throw validationError("Transaction request cannot include multiple operations on one item");
  }
  const outcomes = writes.map(outcomeOf);
  const reasons = outcomes.map((outcome) =>
    outcome instanceof DynamoDbError ? reasonOf(outcome) : NO_REASON,
  );
  if (reasons.some((reason) => reason !== NO_REASON)) throw cancelled(reasons);
  for (const [at, write] of writes.entries()) commitWrite(write, outcomes[at] as WriteResult);
  return {};
}

/** "TransactGetItems". */
export function transactGetItems(tables: Tables, input: JsonObject): JsonObject {
  const responses = actionsOf(input).map((action) => {
    const get = objectIn(action, "Get");
    const table = tableOf(tables, get);
    const key = readItem(required(get, "Key"));
    checkKey(key, table.definition);
    const paths = projectionOf(get);
    const item = table.get(key);
    return item === undefined ? {} : { Item: projected(item, paths) };
  });
  return { Responses: responses };
}

function actionsOf(input: JsonObject): readonly JsonObject[] {
  const actions = objectsIn(input, "TransactItems");
  if (actions.length >= 1 && actions.length <= MAX_ACTIONS) return actions;
  const rule =
    actions.length === 0
      ? "Member must have length greater than or equal to 1"
      : `Member must have length less than or equal to ${MAX_ACTIONS}`;
  throw validationError(
    `1 validation error detected: Value '${JSON.stringify(actions)}' at 'transactItems' failed to satisfy constraint: ${rule}`,
  );
}

function prepareAction(tables: Tables, action: JsonObject): Write {
  const [first, ...more] = Object.entries(action).filter(([, input]) => isJsonObject(input));
  const prepare = first && Object.hasOwn(ACTIONS, first[0]) ? ACTIONS[first[0]] : undefined;
  if (first !== undefined && prepare !== undefined && more.length === 0) {
    return prepare(tables, first[1] as JsonObject);
  }
  throw validationError("TransactItems can only contain one of Check, Put, Update or Delete");
}

function outcomeOf(write: Write): WriteResult | DynamoDbError {
  try {
    return evaluateWrite(write);
  } catch (error) {
    if (error instanceof DynamoDbError) return error;
    throw error;
  }
}

const NO_REASON: JsonObject = { Code: "None" };

/** "TransactWriteItems": the codes of the reasons are those of the exceptions, but shorter. */
function reasonOf({ code, message, members }: DynamoDbError): JsonObject {
  const reason = code === "ValidationException" ? "ValidationError" : code.replace(/Exception$/, "");
  return { ...members, Code: reason, Message: message };
}

function cancelled(reasons: readonly JsonObject[]): DynamoDbError {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new DynamoDbError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}
