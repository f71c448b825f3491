import { createRequire } from "node:module";
import { isJsonObject } from "../states/json-value.ts";
import type { SdkExports } from "./sdk-exports.ts";

/** What `NormalizedSchema` of `@smithy/core/schema` tells of a value in an API, as far as it is asked here. */
export interface ApiSchema {
  getSchema(): unknown;
  isStructSchema(): boolean;
  isListSchema(): boolean;
  isMapSchema(): boolean;
  isStringSchema(): boolean;
  isBlobSchema(): boolean;
  isBooleanSchema(): boolean;
  isNumericSchema(): boolean;
  isStreaming(): boolean;
  getValueSchema(): ApiSchema;
  structIterator(): Iterable<readonly [name: string, schema: ApiSchema]>;
}

/** Where the schema of an operation has that of its result, and the schema of a structure the number of its required members, which come first. */
const RESULT = 5;
const REQUIRED_COUNT = 6;

/** The schema of what an operation answers; undefined where the client has none, as older ones. */
export function resultSchema({ file, exports }: SdkExports, operation: string): ApiSchema | undefined {
  const wanted = `${operation}$`.toLowerCase();
  const name = Object.keys(exports).find((one) => one.toLowerCase() === wanted);
  const described = name === undefined ? undefined : exports[name];
  if (!Array.isArray(described) || typeof described[RESULT] !== "function") return undefined;
  try {
    // The very copy that the client itself uses.
    const { NormalizedSchema } = createRequire(file)("@smithy/core/schema");
    return NormalizedSchema.of(described[RESULT]());
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with a value as the result of a task, in the words of "TestState"; undefined where nothing is. Members are taken in the
 * PascalCase that tasks see. Members that the API does not know, null and times are taken as they are.
 *
 * @param isStrict whether required members have to be there
 */
export function schemaProblem(value: unknown, schema: ApiSchema, isStrict: boolean): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const required = requiredCount(schema);
  let index = 0;
  for (const [member, memberSchema] of schema.structIterator()) {
    const name = member.charAt(0).toUpperCase() + member.slice(1);
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    const isMissing = isStrict && index < required && field === undefined;
    const problem = isMissing
      ? `Field '${name}' is required`
      : fieldProblem(name, field, memberSchema, isStrict);
    if (problem !== undefined) return problem;
    index += 1;
  }
  return undefined;
}

function requiredCount(schema: ApiSchema): number {
  const described = schema.getSchema();
  return Array.isArray(described) ? Number(described[REQUIRED_COUNT] ?? 0) : 0;
}

function fieldProblem(
  name: string,
  value: unknown,
  schema: ApiSchema,
  isStrict: boolean,
): string | undefined {
  if (value === undefined || value === null || schema.isStreaming()) return undefined;
  const mustBe = (isRight: boolean, what: string) =>
    isRight ? undefined : `Field '${name}' must be ${what}`;
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return mustBe(false, "an array");
    return firstProblem(value, (item) => fieldProblem(name, item, schema.getValueSchema(), isStrict));
  }
  if (schema.isMapSchema()) {
    if (!isJsonObject(value)) return mustBe(false, "an object");
    return firstProblem(Object.entries(value), ([key, item]) =>
      fieldProblem(key, item, schema.getValueSchema(), isStrict),
    );
  }
  if (schema.isStructSchema()) {
    return isJsonObject(value) ? schemaProblem(value, schema, isStrict) : mustBe(false, "an object");
  }
  if (schema.isStringSchema() || schema.isBlobSchema()) return mustBe(typeof value === "string", "a string");
  if (schema.isBooleanSchema()) return mustBe(typeof value === "boolean", "a boolean");
  return schema.isNumericSchema() ? mustBe(typeof value === "number", "a number") : undefined;
}

function firstProblem<Item>(
  items: Iterable<Item>,
  problemOf: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
