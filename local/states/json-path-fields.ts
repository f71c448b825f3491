import { EvaluationError } from "./evaluation-error.ts";
import { evaluateIntrinsic } from "./intrinsics.ts";
import { type PathData, readJsonPath } from "./json-path.ts";
import { JsonPathError } from "./json-path-error.ts";
import { isJsonObject } from "./json-value.ts";

/** What a field of a JSONPath state may refer to. */
export interface FieldData extends PathData {
  readonly random: () => number;
}

/** The value that `InputPath` or `OutputPath` refers to. */
export function readPathField(path: string, data: FieldData): unknown {
  return reading(path, data, ({ message }) => `Invalid path '${path}' : ${message}`);
}

/** The value that `ItemsPath` refers to, which is a reference path: AWS tells of it in other words, and under a name that it does not document. */
export function readReference(path: string, data: FieldData): unknown {
  try {
    return readJsonPath(path, data);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    if (error.step === undefined) return readPathField(path, data);
    throw conflict(error.step, path.startsWith("$$") ? data.context : data.input);
  }
}

/** The failure of a reference path that does not fit what it stands for. */
export function conflict(step: string, input: unknown): EvaluationError {
  return new EvaluationError(
    "States.ReferencePathConflict",
    `Unable to apply step "${step}" to input ${JSON.stringify(input)}`,
  );
}

/** The value that `SecondsPath` or `TimestampPath` refers to. */
export function readWaitField(field: string, path: string, data: FieldData): unknown {
  return reading(path, data, () => `The ${field} parameter does not reference an input value: ${path}`);
}

/** The value of a path or an intrinsic call in a field, or a key of a template, which is named as `field`. */
export function readPathOrCall(field: string, text: string, data: FieldData): unknown {
  if (text.startsWith("States.")) return evaluateIntrinsic(text, data, data.random);
  return reading(text, data, () => notFound(field, text, data));
}

function notFound(field: string, text: string, data: FieldData): string {
  const input = JSON.stringify(text.startsWith("$$") ? data.context : data.input);
  return `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${input}'`;
}

/** A payload template with each `"key.$"` replaced by what its path or intrinsic call gives. */
export function fillTemplate(template: unknown, data: FieldData): unknown {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, data));
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith(".$") ? [key.slice(0, -2), fillKey(key, value, data)] : [key, fillTemplate(value, data)],
    ),
  );
}

function fillKey(key: string, value: unknown, data: FieldData): unknown {
  if (typeof value !== "string") {
    const found = JSON.stringify(value);
    throw new EvaluationError(
      "States.Runtime",
      `The value for the field '${key}' must be a valid JSONPath, not ${found}`,
    );
  }
  if (value.startsWith("States.")) return evaluateIntrinsic(value, data, data.random);
  try {
    return readJsonPath(value, data);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    if (error.isBehindEnd) return null;
    throw new EvaluationError("States.Runtime", notFound(key, value, data));
  }
}

function reading(path: string, data: FieldData, describe: (error: JsonPathError) => string): unknown {
  try {
    return readJsonPath(path, data);
  } catch (error) {
    if (error instanceof JsonPathError) throw new EvaluationError("States.Runtime", describe(error));
    throw error;
  }
}
