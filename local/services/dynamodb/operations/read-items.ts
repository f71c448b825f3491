import type { JsonObject } from "../../../states/json-value.ts";
import type { Item } from "../attribute-value.ts";
import { type Condition, pathsOf } from "../expressions/condition.ts";
import { isFulfilled } from "../expressions/evaluate-condition.ts";
import { type KeyCondition, keyCondition } from "../expressions/key-condition.ts";
import { parseCondition } from "../expressions/parse-condition.ts";
import { type Placeholders, readPlaceholders } from "../expressions/placeholders.ts";
import { parseProjection } from "../expressions/projection.ts";
import { attributesOf } from "../item-key.ts";
import { type PlacedItem, segmentOf } from "../item-order.ts";
import { readPage } from "../read-page.ts";
import { isIn, type ReadSource, readSource, shownPart, startKeyOf } from "../read-source.ts";
import { countIn, refuseLegacy, type Tables, textIn } from "../request.ts";
import { validationError } from "../validation-error.ts";

/** "Query". */
export function query(tables: Tables, input: JsonObject): JsonObject {
  refuseLegacy(input);
  const source = readSource(tables, input);
  const placeholders = readPlaceholders(input, [
    "KeyConditionExpression",
    "FilterExpression",
    "ProjectionExpression",
  ]);
  const text = textIn(input, "KeyConditionExpression");
  if (text === undefined) {
    throw validationError(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
  }
  const condition = parseCondition("KeyConditionExpression", text, placeholders);
  const asked = keyCondition(condition, source.key);
  return read(source, input, placeholders, { asked, takes: () => true });
}

/** "Scan", also of one of several segments. */
export function scan(tables: Tables, input: JsonObject): JsonObject {
  refuseLegacy(input);
  const source = readSource(tables, input);
  const placeholders = readPlaceholders(input, ["FilterExpression", "ProjectionExpression"]);
  return read(source, input, placeholders, { takes: segmentFilter(input) });
}

interface Reading {
  /** Of a scan: none. */
  readonly asked?: KeyCondition;
  readonly takes: (item: PlacedItem) => boolean;
}

function read(
  source: ReadSource,
  input: JsonObject,
  placeholders: Placeholders,
  { asked, takes }: Reading,
): JsonObject {
  const filter = filterOf(source, input, placeholders, asked !== undefined);
  const projection = textIn(input, "ProjectionExpression");
  const paths = projection === undefined ? undefined : parseProjection(projection, placeholders);
  placeholders.checkUsed();
  const shown = shownPart(source, input, paths);
  const page = readPage({
    items: candidates(source, asked),
    keys: source.keys,
    isBackward: asked !== undefined && input.ScanIndexForward === false,
    limit: countIn(input, "Limit", 1),
    startKey: startKeyOf(source, input),
    takes,
    fulfilsFilter: (item) => filter === undefined || isFulfilled(filter, item),
  });
  return {
    ...(shown && { Items: page.items.map(shown) }),
    Count: page.items.length,
    ScannedCount: page.scannedCount,
    ...(page.lastKey && { LastEvaluatedKey: page.lastKey }),
  };
}

/** The items that a reading goes through, in no order. */
function candidates(source: ReadSource, asked: KeyCondition | undefined): readonly Item[] {
  const { table, index } = source;
  if (asked === undefined) return table.items().filter((item) => isIn(source, item));
  const { partition, condition } = asked;
  const isByTableKey = index === undefined || !index.isGlobal;
  return table
    .items(isByTableKey ? partition : undefined)
    .filter((item) => isIn(source, item) && isFulfilled(condition, item));
}

/** A query has another parameter for its keys. */
function filterOf(
  source: ReadSource,
  input: JsonObject,
  placeholders: Placeholders,
  isQuery: boolean,
): Condition | undefined {
  const text = textIn(input, "FilterExpression");
  if (text === undefined) return undefined;
  const filter = parseCondition("FilterExpression", text, placeholders);
  const names = attributesOf(source.key).map(({ name }) => name);
  const key = pathsOf(filter).find(([name]) => names.includes(String(name)));
  if (!isQuery || key === undefined) return filter;
  throw validationError(
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key[0]}`,
  );
}

const MAX_SEGMENTS = 1_000_000;

function segmentFilter(input: JsonObject): Reading["takes"] {
  const segment = countIn(input, "Segment", 0);
  const total = countIn(input, "TotalSegments", 1);
  if (segment === undefined && total === undefined) return () => true;
  if (total === undefined) {
    throw validationError(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (segment === undefined) {
    throw validationError(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (segment >= total || total > MAX_SEGMENTS) {
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
  return (item) => segmentOf(item, total) === segment;
}
