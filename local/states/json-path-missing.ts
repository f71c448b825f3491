import type { PathSegment } from "./json-path-ast.ts";
import { JsonPathError } from "./json-path-error.ts";
import { isJsonObject } from "./json-value.ts";

/** A segment that leads to one value, as messages write it: `['name']`, `[0]`. */
export function placeOf(segment: PathSegment): string {
  if (segment.kind === "indexes") return `[${segment.indexes.join(",")}]`;
  return segment.kind === "names" ? `[${segment.names.map((name) => `'${name}'`).join(",")}]` : "";
}

/**
 * The failure of the segment at `index`, which leads nowhere in `parent`, found at `place`. Its words are those of Jayway JsonPath with
 * Jackson's nodes, by which AWS reads paths.
 */
export function missingError(
  segments: readonly PathSegment[],
  index: number,
  parent: unknown,
  place: string,
): JsonPathError {
  const segment = segments[index] as PathSegment;
  const isIndex = segment.kind === "indexes";
  const next = placeOf(segment);
  const step = next.slice(1, -1).replaceAll("'", "");
  if (isIndex ? Array.isArray(parent) : isJsonObject(parent)) {
    const isLast = index === segments.length - 1;
    const problem = isLast ? "No results for path:" : "Missing property in path";
    return new JsonPathError(`${problem} ${place}${next}`, { step, isBehindEnd: isIndex && isLast });
  }
  const isProperty = segments[index - 1]?.kind === "names";
  if (!isIndex) {
    const found = parent === null && isProperty ? "null" : javaClass(parent, isProperty);
    const sentence = `Expected to find an object with property ${next} in path ${place} but found '${found}'. `;
    return new JsonPathError(
      `${sentence}This is not a json object according to the JsonProvider: '${PROVIDER}'.`,
      {
        step,
      },
    );
  }
  if (parent === null && isProperty) return new JsonPathError(`The path ${place} is null`, { step });
  const context = typeof parent === "string" && isProperty ? parent : JSON.stringify(parent);
  return new JsonPathError(`Filter: ${next} can only be applied to arrays. Current context is: ${context}`, {
    step,
  });
}

const PROVIDER = "com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider";

/** The class of what holds a value there: a property of an object is taken out of its node, all else is not. */
function javaClass(value: unknown, isProperty: boolean): string {
  if (Array.isArray(value) || isJsonObject(value) || !isProperty) {
    return `com.fasterxml.jackson.databind.node.${nodeName(value)}`;
  }
  return `java.lang.${typeof value === "number" ? numberName(value, "Integer") : typeof value === "string" ? "String" : "Boolean"}`;
}

function nodeName(value: unknown): string {
  if (value === null) return "NullNode";
  if (typeof value === "number") return `${numberName(value, "Int")}Node`;
  if (typeof value === "string") return "TextNode";
  if (typeof value === "boolean") return "BooleanNode";
  return Array.isArray(value) ? "ArrayNode" : "ObjectNode";
}

function numberName(value: number, small: string): string {
  if (!Number.isInteger(value)) return "Double";
  return Math.abs(value) < 2 ** 31 ? small : "Long";
}
