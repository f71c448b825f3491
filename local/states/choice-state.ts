import { ruleHolds } from "./choice-rule.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { fieldData } from "./json-path-dialect.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { requireType } from "./jsonata-fields.ts";
import type { StateBehaviour, StateOutcome, StateRun } from "./state-run.ts";

/** Follows "Choice workflow state". */
export const choiceState: StateBehaviour = async (run) => {
  const rules: readonly unknown[] = Array.isArray(run.state.Choices) ? run.state.Choices : [];
  for (const [index, rule] of rules.entries()) {
    if (isJsonObject(rule) && (await holds(run, rule, index))) return follow(run, rule, index);
  }
  const { Default } = run.state;
  if (typeof Default === "string") return { output: await run.dialect.finish(run), next: Default };
  const cause = "Failed to transition out of the state. The state does not point to a next state.";
  // AWS documents States.NoChoiceMatched, but answers with this.
  throw new EvaluationError("States.Runtime", cause);
};

async function holds(run: StateRun, rule: JsonObject, index: number): Promise<boolean> {
  if (run.dialect.queryLanguage === "JSONPath") {
    return ruleHolds(rule, fieldData(run, run.dialect.effectiveInput(run)));
  }
  const field = `Choices[${index}]/Condition`;
  const value = await run.dialect.fill(run, rule.Condition, field);
  requireType(value, "boolean", field, rule.Condition);
  return value === true;
}

/** A rule has its own `Assign` and `Output`; `OutputPath` is the state's for all of its rules. */
async function follow(run: StateRun, rule: JsonObject, index: number): Promise<StateOutcome> {
  const fields = { ...rule, OutputPath: run.state.OutputPath };
  const output = await run.dialect.finish(run, undefined, fields, `Choices[${index}]/`);
  return { output, next: String(rule.Next) };
}
