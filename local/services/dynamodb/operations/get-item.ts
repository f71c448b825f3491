import type { JsonObject } from "../../../states/json-value.ts";
import type { Item } from "../attribute-value.ts";
import type { DocumentPath } from "../expressions/document-path.ts";
import { readPlaceholders } from "../expressions/placeholders.ts";
import { parseProjection, projectItem } from "../expressions/projection.ts";
import { checkKey } from "../item-key.ts";
import { readItem } from "../read-value.ts";
import { refuseLegacy, required, type Tables, tableOf, textIn } from "../request.ts";

/** "GetItem". Reads are always consistent. */
export function getItem(tables: Tables, input: JsonObject): JsonObject {
  const { definition, get } = tableOf(tables, input);
  const key = readItem(required(input, "Key"));
  const paths = projectionOf(input);
  checkKey(key, definition);
  const item = get(key);
  return item === undefined ? {} : { Item: projected(item, paths) };
}

/** The paths that a request asks for; undefined where it asks for all. */
export function projectionOf(input: JsonObject): readonly DocumentPath[] | undefined {
  refuseLegacy(input);
  const placeholders = readPlaceholders(input, ["ProjectionExpression"]);
  const text = textIn(input, "ProjectionExpression");
  const paths = text === undefined ? undefined : parseProjection(text, placeholders);
  placeholders.checkUsed();
  return paths;
}

export function projected(item: Item, paths: readonly DocumentPath[] | undefined): Item {
  return paths === undefined ? item : projectItem(item, paths);
}
