import { isMeantAsJson } from "../../local/events/input-template.ts";
import { matchesPattern } from "../../local/events/matches-pattern.ts";
import { parsePattern } from "../../local/events/parse-pattern.ts";
import { targetInput, transformedText } from "../../local/events/target-input.ts";
import { validatePattern } from "../../local/events/validate-pattern.ts";
import { checkDefinition } from "../../local/states/check-definition.ts";
import { realClock } from "../../local/states/clock.ts";
import { runStateMachine } from "../../local/states/run-state-machine.ts";
import { UserError } from "../../reporting/user-error.ts";
import { awsRefusal, refusedFor } from "./aws-refusal.ts";
import type { ConformanceCase, ExecuteCase, PatternCase, TransformerCase, ValidateCase } from "./cases.ts";
import { lambdaTasks } from "./lambda-tasks.ts";
import { testedState } from "./tested-state.ts";

/** What this project answers where AWS gave the recorded answer. */
export async function answerCase(one: ConformanceCase): Promise<unknown> {
  if (one.kind === "execute") return execution(one);
  if (one.kind === "validate") return validation(one);
  if (one.kind === "pattern") return orInvalid(() => match(one));
  if (one.kind === "transformer") return orInvalid(() => transformed(one));
  return testedState(one);
}

const ACCOUNT = "us-east-1:111111111111";

async function execution({ definition, input, lambda = {} }: ExecuteCase): Promise<unknown> {
  const { status, output, error, cause } = await runStateMachine(definition, {
    input: input ?? {},
    runTask: lambdaTasks(lambda),
    clock: realClock,
    execution: { id: `arn:aws:states:${ACCOUNT}:execution:machine:run`, name: "run" },
    stateMachine: { id: `arn:aws:states:${ACCOUNT}:stateMachine:machine`, name: "machine" },
  });
  return { status, output, error, cause };
}

/** Which of the two APIs was asked is said by the name of the case alone. */
function validation({ id = "", definition, type }: ValidateCase): unknown {
  try {
    checkDefinition(definition, type);
    return { ok: true };
  } catch (error) {
    const diagnostics = refusedFor(definition, error);
    if (diagnostics === undefined) throw error;
    const isListed = id.includes("validate_state_machine_definition");
    return { ok: false, message: isListed ? diagnostics[0]?.message : awsRefusal(diagnostics) };
  }
}

function match({ pattern, patternIsText, event }: PatternCase): boolean {
  const parsed: unknown = patternIsText ? parsePattern(String(pattern)) : pattern;
  validatePattern(parsed);
  return matchesPattern(parsed, event);
}

function transformed(one: TransformerCase): unknown {
  const { event, inputPath = "$", inputPathsMap: inputPaths, inputTemplate } = one;
  const { ruleArn: arn = "", ruleName: name = "", ingestionTime = "" } = one;
  const rule = { arn, name, ingestionTime };
  if (inputTemplate === undefined) return targetInput({ inputPath }, event, rule);
  const text = transformedText({ inputTemplate, ...(inputPaths && { inputPaths }) }, event, rule);
  return isMeantAsJson(text) && !isJson(text) ? null : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** EventBridge refuses what this project says is a mistake. */
function orInvalid(answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    if (error instanceof UserError || error instanceof SyntaxError) return "invalid";
    throw error;
  }
}
