import type { Setting } from "./dialect.ts";
import { EvaluationError } from "./evaluation-error.ts";
import type { JsonObject } from "./json-value.ts";
import { requireType } from "./jsonata-fields.ts";
import { pathField } from "./path-field.ts";
import type { StateRun } from "./state-run.ts";

/** Whether a state has a setting, in whatever form. */
export function isGiven(state: JsonObject, name: string): boolean {
  return state[name] !== undefined || state[pathField(name)] !== undefined;
}

/** The state as it is for the settings in one of its fields, such as `ItemBatcher`. */
export function nestedRun(run: StateRun, fields: JsonObject): StateRun {
  const { InputPath } = run.state;
  return { ...run, state: { ...(InputPath === undefined ? {} : { InputPath }), ...fields } };
}

/**
 * A numeric setting, such as `TimeoutSeconds` or `MaxConcurrency`; `fallback` where the state says nothing. `check` throws for a value that is
 * refused in other words than those of a state.
 */
export function numberSetting(
  run: StateRun,
  name: string,
  fallback: number,
  check?: (value: unknown) => void,
): number | Promise<number> {
  // Most states say nothing, and a promise costs more than the question.
  return isGiven(run.state, name) ? givenNumber(run, name, fallback, check) : fallback;
}

async function givenNumber(
  run: StateRun,
  name: string,
  fallback: number,
  check?: (value: unknown) => void,
): Promise<number> {
  const setting = await run.dialect.setting(run, name);
  if (setting === undefined) return fallback;
  check?.(setting.value);
  const number = requireNumber(run, setting);
  if (number < 0) throw outOfRange(run, `${name} cannot be negative.`);
  return number;
}

/** The failure of a setting with a value that makes no sense, in the name of the query language ("Handling errors in Step Functions workflows"). */
export function outOfRange({ dialect }: StateRun, message: string): EvaluationError {
  const isJsonata = dialect.queryLanguage === "JSONata";
  return new EvaluationError(isJsonata ? "States.QueryEvaluationError" : "States.Runtime", message);
}

function requireNumber(run: StateRun, setting: Setting): number {
  const { value, field, text } = setting;
  if (run.dialect.queryLanguage === "JSONata") requireType(value, "number", field, run.state[field]);
  const isPercentage = field.includes("Percentage");
  if (typeof value === "number" && (isPercentage || Number.isInteger(value))) return value;
  const found = typeof value === "string" ? value : JSON.stringify(value);
  const kind = isPercentage ? "number" : "integer";
  throw outOfRange(
    run,
    `The ${field} field refers to value "${found}" which is not a valid ${kind}: ${text ?? found}`,
  );
}

/** A text setting, such as `Error` and `Cause` of a Fail state; undefined where the state says nothing. */
export async function textSetting(run: StateRun, name: string): Promise<string | undefined> {
  const setting = await run.dialect.setting(run, name);
  if (setting === undefined) return undefined;
  const { value, field, text } = setting;
  if (run.dialect.queryLanguage === "JSONata") requireType(value, "string", field, run.state[field]);
  if (typeof value === "string") return value;
  const found = JSON.stringify(value);
  throw new EvaluationError(
    "States.Runtime",
    `The ${field} field refers to value ${found} which is not a string: ${text ?? found}`,
  );
}
