import { createRequire } from "node:module";
import { isJsonObject } from "../states/json-value.ts";
import type { AllowedValues } from "./api-enums.ts";
import type { AllowedRanges } from "./api-ranges.ts";
import { bytesProblem, numberProblem, textProblem } from "./range-problem.ts";
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
  isTimestampSchema(): boolean;
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

/** How far a result is held to its API. */
interface Strictness {
  /** Whether required members have to be there. */
  readonly isStrict: boolean;
  /** Default: any text is taken. */
  readonly allowed?: AllowedValues;
  /** Default: numbers, texts and bytes of any size are taken. */
  readonly ranges?: AllowedRanges;
  /** Whether times are texts, as in results of `aws-sdk`; the optimized integrations have numbers too. Default: false. */
  readonly areTimesTexts?: boolean;
}

/**
 * What is wrong with a value as the result of a task, in the words of "TestState"; undefined where nothing is. Members are taken in the
 * PascalCase that tasks see. Members that the API does not know and null are taken as they are.
 */
export function schemaProblem(value: unknown, schema: ApiSchema, strictness: Strictness): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const required = requiredCount(schema);
  let index = 0;
  const missing: string[] = [];
  let wrong: string | undefined;
  for (const [member, memberSchema] of schema.structIterator()) {
    const name = member.charAt(0).toUpperCase() + member.slice(1);
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    if (index < required && field === undefined) missing.push(name);
    const of = { name, member, structure: structureName(schema) };
    wrong ??= fieldProblem(of, field, memberSchema, strictness);
    index += 1;
  }
  return strictness.isStrict && missing.length > 0 ? `Required field '${missing[0]}' is missing` : wrong;
}

/** A schema of a structure: its kind, the name space, the name, … */
function structureName(schema: ApiSchema): string {
  const described = schema.getSchema();
  return Array.isArray(described) ? String(described[2]) : "";
}

function requiredCount(schema: ApiSchema): number {
  const described = schema.getSchema();
  return Array.isArray(described) ? Number(described[REQUIRED_COUNT] ?? 0) : 0;
}

/** A member of a structure, and its name in a result. */
interface Field {
  readonly name: string;
  readonly member: string;
  readonly structure: string;
}

function fieldProblem(
  field: Field,
  value: unknown,
  schema: ApiSchema,
  strictness: Strictness,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  const inside = (item: unknown) => fieldProblem(field, item, schema.getValueSchema(), strictness);
  if (schema.isListSchema() && Array.isArray(value)) return firstProblem(value, inside);
  if (schema.isMapSchema() && isJsonObject(value)) return firstProblem(Object.values(value), inside);
  if (schema.isStructSchema() && isJsonObject(value)) return schemaProblem(value, schema, strictness);
  const problem = valueProblem(field, value, schema, strictness);
  return problem && `Field '${field.name}' ${problem}`;
}

/** What is wrong with a value that is not gone into. */
function valueProblem(
  { structure, member }: Field,
  value: unknown,
  schema: ApiSchema,
  { allowed, ranges, areTimesTexts = false }: Strictness,
): string | undefined {
  if (schema.isListSchema()) return "must be an array";
  if (schema.isMapSchema() || schema.isStructSchema()) return "must be an object";
  const range = ranges?.(structure, member) ?? {};
  if (schema.isStringSchema()) {
    if (typeof value !== "string") return "must be a string";
    const isOther = allowed?.(structure, member)?.has(value) === false;
    return isOther ? "is not an expected value" : textProblem(value, range);
  }
  if (schema.isBlobSchema() || schema.isStreaming() || (schema.isTimestampSchema() && areTimesTexts)) {
    return typeof value === "string" ? bytesProblem(value, range) : "must be a string";
  }
  if (schema.isBooleanSchema()) return typeof value === "boolean" ? undefined : "must be a boolean";
  if (!schema.isNumericSchema()) return undefined;
  return typeof value === "number" ? numberProblem(value, range) : "must be a number";
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
