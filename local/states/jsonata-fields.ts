import { compiledExpression } from "./compiled-expression.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { isJsonObject, type JsonObject, jsonTypeName } from "./json-value.ts";
import { jsonataExpression } from "./jsonata-expression.ts";
import { jsonataFunctions, MEMORY_LIMIT_EXCEEDED } from "./jsonata-functions.ts";

/** What an expression may refer to. */
export interface JsonataData {
  /** `$states`: input, context, and result or errorOutput where there is one. */
  readonly states: JsonObject;
  readonly variables: JsonObject;
  readonly random: () => number;
}

/**
 * A field with each `{% … %}` in it replaced by its value. `field` names the place as AWS does: `Arguments/Payload/ids[0]`.
 *
 * Follows "Transforming data with JSONata in Step Functions". Throws EvaluationError States.QueryEvaluationError.
 */
export async function fillJsonata(template: unknown, field: string, data: JsonataData): Promise<unknown> {
  const expression = jsonataExpression(template);
  if (expression !== undefined) return evaluate(expression, field, data);
  if (Array.isArray(template)) {
    return Promise.all(template.map((item, index) => fillJsonata(item, `${field}[${index}]`, data)));
  }
  if (!isJsonObject(template)) return template;
  const entries = Object.entries(template).map(async ([key, value]) => [
    key,
    await fillJsonata(value, `${field}/${key}`, data),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluate(expression: string, field: string, data: JsonataData): Promise<unknown> {
  const place = `The JSONata expression '${expression}' specified for the field '${field}'`;
  const bindings = { ...data.variables, ...jsonataFunctions(data.random), states: data.states };
  let value: unknown;
  try {
    value = await compiledExpression(expression).evaluate(undefined, bindings);
  } catch (error) {
    throw failure(`${place} threw an error during evaluation${describe(error)}`, field);
  }
  if (value === undefined) throw failure(`${place} returned nothing (undefined).`, field);
  return toPlainJson(value, () => failure(`${place} returned an unsupported result type.`, field));
}

function failure(message: string, field: string): EvaluationError {
  return new EvaluationError("States.QueryEvaluationError", message, field);
}

/** What AWS says, in its own words and without a code, of expressions that it stops. */
const STOPPED: ReadonlyMap<string | undefined, string> = new Map([
  [
    "D1011",
    "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.",
  ],
  ["D1012", "Expression evaluation timeout: Check for infinite loop"],
  ["D2014", MEMORY_LIMIT_EXCEEDED],
  ["D2015", MEMORY_LIMIT_EXCEEDED],
]);

// jsonata throws plain objects that carry a code, our own functions and JSON.parse throw errors.
function describe(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const stopped = STOPPED.get(code);
  if (stopped !== undefined || code === undefined) return `: ${stopped ?? message}`;
  return `. ${code}: ${message}`;
}

/** The result without what jsonata marks its arrays with. A function in it is refused. */
function toPlainJson(value: unknown, refusal: () => EvaluationError): unknown {
  if (Array.isArray(value)) return value.map((item) => toPlainJson(item ?? null, refusal));
  if (isJsonObject(value)) {
    if ("_jsonata_lambda" in value || "_jsonata_function" in value) throw refusal();
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) =>
        inner === undefined ? [] : [[key, toPlainJson(inner, refusal)]],
      ),
    );
  }
  if (typeof value === "function") throw refusal();
  // JSON has no such numbers; AWS writes them as texts.
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}

/** Fails where an expression gave another type than its field takes. */
export function requireType(value: unknown, type: string, field: string, text: unknown): void {
  const found = jsonTypeName(value);
  if (found === type) return;
  const expression = jsonataExpression(text);
  const place =
    expression === undefined
      ? `The field '${field}'`
      : `The JSONata expression '${expression}' specified for the field '${field}'`;
  throw failure(
    `${place} returned an unexpected result type. Expected '${type}', but was '${found}' for value: ${JSON.stringify(value)}`,
    field,
  );
}
