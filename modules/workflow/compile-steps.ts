import { UserError } from "../../reporting/user-error.ts";
import { compileValue } from "./compile-value.ts";
import { sourceOf } from "./expression.ts";
import {
  type Catcher,
  type Compilation,
  catching,
  claim,
  keep,
  type StateJson,
  taskFields,
  variable,
} from "./state-fields.ts";
import type { AttemptStep, ChoiceStep, MapStep, ParallelStep, RaiseStep, Step } from "./step.ts";
import { variableScope } from "./variable-scope.ts";

type States = Readonly<Record<string, StateJson>>;

/** Where steps go on to when they are through, and where they go when they fail. */
export interface Surroundings {
  /** The next state's name; undefined at the end of a branch. */
  readonly next: string | undefined;
  /** The innermost handler first. */
  readonly catchers: readonly Catcher[];
}

/** The states of a list of steps and the first one's name. `place` names the list in errors. */
export function compileSteps(
  compilation: Compilation,
  steps: readonly Step[],
  around: Surroundings,
  place: string,
): { readonly startAt: string; readonly states: Readonly<Record<string, StateJson>> } {
  const [first] = steps;
  if (first === undefined) {
    throw new UserError({
      expected: `at least one step in ${place}`,
      found: "none",
      advice: "Add a step, or leave the branch out.",
    });
  }
  const states: Record<string, StateJson> = {};
  steps.forEach((step, index) => {
    const following = steps[index + 1];
    refuseUnreachable(step, following);
    const next = following === undefined ? around.next : entryOf(following);
    Object.assign(states, compileState(compilation, step, { ...around, next }));
  });
  return { startAt: entryOf(first), states };
}

/** The name of the state in which a step begins. */
export function entryOf(step: Step): string {
  if (step.kind !== "attempt") return step.name;
  const [first] = step.body;
  return first === undefined ? "" : entryOf(first);
}

function refuseUnreachable(step: Step, following: Step | undefined): void {
  const ends = step.kind === "succeed" || step.kind === "fail" || step.kind === "raise";
  if (!ends || following === undefined) return;
  throw new UserError({
    expected: `nothing after "${step.name}", which ends its steps`,
    found: `"${entryOf(following)}", which could never run`,
    advice: `Remove it, or move it before "${step.name}".`,
  });
}

/** The states that one step becomes. */
function compileState(compilation: Compilation, step: Step, around: Surroundings): States {
  if (step.kind === "attempt") return compileAttempt(compilation, step, around);
  claim(compilation.stateNames, step.name);
  const named = (state: StateJson, further: States = {}): States => ({ [step.name]: state, ...further });
  const onwards = around.next === undefined ? { End: true } : { Next: around.next };
  switch (step.kind) {
    case "task":
      return named({ ...taskFields(compilation, step), ...catching(around.catchers), ...onwards });
    case "parallel":
      return named({ ...parallelFields(compilation, step), ...catching(around.catchers), ...onwards });
    case "map":
      return named({ ...mapFields(compilation, step), ...catching(around.catchers), ...onwards });
    case "choice":
      return compileChoice(compilation, step, around);
    case "pass": {
      const output = compileValue(step.output, step.name);
      const kept = step.keep === undefined ? {} : { Assign: { [variable(compilation, step.keep)]: output } };
      return named({ Type: "Pass", Output: output, ...kept, ...onwards });
    }
    case "wait":
      return named({ Type: "Wait", Seconds: compileValue(step.seconds, step.name), ...onwards });
    case "succeed": {
      const output = step.output === undefined ? {} : { Output: compileValue(step.output, step.name) };
      return named({ Type: "Succeed", ...output });
    }
    case "fail":
      return named({
        Type: "Fail",
        Error: compileValue(step.error, step.name),
        Cause: compileValue(step.cause, step.name),
      });
    case "raise":
      return named(compileRaise(step, around));
  }
}

/** Nested states end where they end, and fail as a whole. */
const NESTED: Surroundings = { next: undefined, catchers: [] };

function nested(compilation: Compilation): Compilation {
  return { ...compilation, variables: variableScope(compilation.variables) };
}

function parallelFields(compilation: Compilation, step: ParallelStep): StateJson {
  const branches = step.branches.map((branch, index) => {
    const { startAt, states } = compileSteps(
      nested(compilation),
      branch,
      NESTED,
      `branch ${index + 1} of "${step.name}"`,
    );
    return { StartAt: startAt, States: states };
  });
  return { Type: "Parallel", Branches: branches, ...keep(compilation, step, "$states.result") };
}

function mapFields(compilation: Compilation, step: MapStep): StateJson {
  const { startAt, states } = compileSteps(
    nested(compilation),
    step.steps,
    NESTED,
    `the steps of "${step.name}"`,
  );
  return {
    Type: "Map",
    Items: compileValue(step.items, step.name),
    ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, StartAt: startAt, States: states },
    ...(step.maxConcurrency !== undefined && { MaxConcurrency: step.maxConcurrency }),
    ...keep(compilation, step, "$states.result"),
  };
}

function compileChoice(compilation: Compilation, step: ChoiceStep, around: Surroundings): States {
  if (around.next === undefined) {
    throw new UserError({
      expected: `a step after the choice "${step.name}"`,
      found: "none",
      advice: "Add the step to go on with when no branch is taken.",
    });
  }
  const further: Record<string, StateJson> = {};
  const choices = step.branches.map((branch, index) => {
    const place = `branch ${index + 1} of "${step.name}"`;
    const { startAt, states } = compileSteps(compilation, branch.steps, around, place);
    Object.assign(further, states);
    return { Condition: `{% ${sourceOf(branch.condition)} %}`, Next: startAt };
  });
  return { [step.name]: { Type: "Choice", Choices: choices, Default: around.next }, ...further };
}

function compileAttempt(compilation: Compilation, step: AttemptStep, around: Surroundings): States {
  variable(compilation, "failure");
  const handler = compileSteps(compilation, step.handler, around, "the handler of an attempt");
  // What takes every error must be the last ("Error handling in Step Functions": Catch).
  const outer = step.errors.includes("States.ALL") ? [] : around.catchers;
  const catchers = [{ errors: step.errors, next: handler.startAt }, ...outer];
  const body = compileSteps(compilation, step.body, { ...around, catchers }, "the body of an attempt");
  return { ...body.states, ...handler.states };
}

function compileRaise(step: RaiseStep, around: Surroundings): StateJson {
  const [catcher] = around.catchers;
  if (catcher === undefined) {
    throw new UserError({
      expected: `"${step.name}" to stand in the body of an attempt`,
      found: "no attempt around it",
      advice: "Use fail to end the execution with an error.",
    });
  }
  const failure = { Error: compileValue(step.error, step.name), Cause: compileValue(step.cause, step.name) };
  return { Type: "Pass", Assign: { failure }, Next: catcher.next };
}
