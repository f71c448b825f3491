import type { Dialect, Produced } from "./dialect.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { JsonPathError } from "./json-path-error.ts";
import {
  conflict,
  type FieldData,
  fillTemplate,
  readPathField,
  readPathOrCall,
  readReference,
  readWaitField,
} from "./json-path-fields.ts";
import type { JsonObject } from "./json-value.ts";
import { pathField } from "./path-field.ts";
import { insertAtPath } from "./reference-path.ts";
import type { StateRun } from "./state-run.ts";

/** Data flow with JSONPath. Follows "Processing input and output in Step Functions". */
export const jsonPathDialect: Dialect = {
  queryLanguage: "JSONPath",

  effectiveInput(run) {
    const input = filter(run, run.state.InputPath, run.input);
    run.inspect?.("afterInputPath", input);
    return input;
  },

  workInput(run) {
    const input = jsonPathDialect.effectiveInput(run);
    const { Parameters } = run.state;
    const filled = Parameters === undefined ? input : fillTemplate(Parameters, fieldData(run, input));
    run.inspect?.("afterParameters", filled);
    return filled;
  },

  async setting(run, name) {
    const field = pathField(name);
    const text = run.state[field];
    if (typeof text === "string") {
      const data = fieldData(run, jsonPathDialect.effectiveInput(run));
      return { value: readSetting(field, text, data), field, text };
    }
    return run.state[name] === undefined ? undefined : { value: run.state[name], field: name };
  },

  async fill(run, template) {
    return fillTemplate(template, fieldData(run, jsonPathDialect.effectiveInput(run)));
  },

  finish(run, produced, fields = run.state) {
    const { OutputPath, ResultPath } = fields;
    const result = selectResult(run, produced, fields);
    assign(run, fields, result);
    if (produced === undefined) return filter(run, OutputPath, result);
    run.inspect?.("afterResultSelector", result);
    const combined = combine(run, ResultPath, result);
    run.inspect?.("afterResultPath", combined);
    return filter(run, OutputPath, combined);
  },

  async caught(run, catcher, errorOutput) {
    assign(run, catcher, errorOutput);
    return combine(run, catcher.ResultPath, errorOutput);
  },
};

/** AWS has other words for each kind of field whose path leads nowhere. */
function readSetting(field: string, text: string, data: FieldData): unknown {
  if (field === "ItemsPath") return readReference(text, data);
  if (field === "SecondsPath" || field === "TimestampPath") return readWaitField(field, text, data);
  return readPathOrCall(field, text, data);
}

export function fieldData(run: StateRun, input: unknown): FieldData {
  return { input, context: run.context, variables: run.scope.variables(), random: run.machine.random };
}

/** `InputPath` or `OutputPath`: absent leaves all, null leaves an empty object. */
function filter(run: StateRun, path: unknown, value: unknown): unknown {
  if (path === undefined) return value;
  return typeof path === "string" ? readPathField(path, fieldData(run, value)) : {};
}

function selectResult(run: StateRun, produced: Produced | undefined, fields: JsonObject): unknown {
  if (produced === undefined) return jsonPathDialect.effectiveInput(run);
  const { ResultSelector } = fields;
  return ResultSelector === undefined
    ? produced.result
    : fillTemplate(ResultSelector, fieldData(run, produced.result));
}

function assign(run: StateRun, fields: JsonObject, result: unknown): void {
  if (fields.Assign === undefined) return;
  run.scope.assign(fillTemplate(fields.Assign, fieldData(run, result)) as JsonObject);
}

/** `ResultPath`: absent replaces the input, null leaves it alone. */
function combine(run: StateRun, path: unknown, result: unknown): unknown {
  if (path === null) return run.input;
  if (typeof path !== "string") return result;
  try {
    return insertAtPath(run.input, path, result);
  } catch (error) {
    if (!(error instanceof JsonPathError) || error.step === undefined) throw error;
    if (typeof run.input === "object" && run.input !== null) throw conflict(error.step, run.input);
    const message = `Unable to apply ReferencePath ${path} to input ${JSON.stringify(run.input)}`;
    throw new EvaluationError("States.ReferencePathConflict", message);
  }
}
