import type { Dialect } from "./dialect.ts";
import type { JsonObject } from "./json-value.ts";
import { jsonataExpression } from "./jsonata-expression.ts";
import { fillJsonata } from "./jsonata-fields.ts";
import type { StateRun } from "./state-run.ts";

/** Data flow with JSONata. Follows "Transforming data with JSONata in Step Functions". */
export const jsonataDialect: Dialect = {
  queryLanguage: "JSONata",

  effectiveInput: (run) => run.input,

  async workInput(run) {
    const { Arguments } = run.state;
    const filled = Arguments === undefined ? run.input : await fill(run, Arguments, "Arguments", {});
    run.inspect?.("afterArguments", filled);
    return filled;
  },

  async setting(run, name) {
    const template = run.state[name];
    if (template === undefined) return undefined;
    const text = jsonataExpression(template);
    const value = await fill(run, template, name, {});
    return { value, field: name, ...(text === undefined ? {} : { text }) };
  },

  fill: (run, template, field) => fill(run, template, field, {}),

  finish: (run, produced, fields = run.state, place = "") =>
    outputAndVariables(run, fields, place, produced === undefined ? {} : { result: produced.result }),

  caught: (run, catcher, errorOutput, place) => outputAndVariables(run, catcher, place, { errorOutput }),
};

/** What `$states` holds besides input and context. */
interface Extra {
  readonly result?: unknown;
  readonly errorOutput?: unknown;
}

async function outputAndVariables(
  run: StateRun,
  fields: JsonObject,
  place: string,
  extra: Extra,
): Promise<unknown> {
  const assigned =
    fields.Assign === undefined ? undefined : await fill(run, fields.Assign, `${place}Assign`, extra);
  const output = await outputOf(run, fields, place, extra);
  // Only now: neither Output nor another variable of the same Assign sees the new values.
  if (assigned !== undefined) run.scope.assign(assigned as JsonObject);
  return output;
}

async function outputOf(run: StateRun, fields: JsonObject, place: string, extra: Extra): Promise<unknown> {
  if (fields.Output !== undefined) return fill(run, fields.Output, `${place}Output`, extra);
  if ("errorOutput" in extra) return extra.errorOutput;
  return "result" in extra ? extra.result : run.input;
}

function fill(run: StateRun, template: unknown, field: string, extra: Extra): Promise<unknown> {
  return fillJsonata(template, field, {
    states: { input: run.input, context: run.context, ...extra },
    variables: run.scope.variables(),
    random: run.machine.random,
  });
}
