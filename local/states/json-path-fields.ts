import { EvaluationError } from "./evaluation-error.ts";
import { evaluateIntrinsic } from "./intrinsics.ts";
import { type PathData, readJsonPath } from "./json-path.ts";
import { JsonPathError } from "./json-path-error.ts";
import { isJsonObject } from "./json-value.ts";

/** What a field of a JSONPath state may refer to. */
export interface FieldData extends PathData {
  readonly random: () => number;
}

/** The value that a path field (`InputPath`, `Variable`, `SecondsPath`, …) refers to. */
export function readPathField(path: string, data: FieldData): unknown {
  return quoting(`Invalid path '${path}' : `, () => readJsonPath(path, data));
}

/** A path or an intrinsic call, which `ErrorPath` and `CausePath` take as well. */
export function readPathOrCall(text: string, data: FieldData): unknown {
  return text.startsWith("States.") ? evaluateIntrinsic(text, data, data.random) : readPathField(text, data);
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
    const input = JSON.stringify(value.startsWith("$$") ? data.context : data.input);
    throw new EvaluationError(
      "States.Runtime",
      `The JSONPath '${value}' specified for the field '${key}' could not be found in the input '${input}'`,
    );
  }
}

function quoting<T>(prefix: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonPathError)
      throw new EvaluationError("States.Runtime", `${prefix}${error.message}`);
    throw error;
  }
}
