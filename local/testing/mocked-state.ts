import { UserError } from "../../reporting/user-error.ts";
import type { Dialect } from "../states/dialect.ts";
import { thresholdExceeded } from "../states/distributed-map.ts";
import { isDistributed } from "../states/is-distributed.ts";
import type { JsonObject } from "../states/json-value.ts";
import { runBranch } from "../states/run-branch.ts";
import type { Branch, StateBehaviour } from "../states/state-run.ts";
import { StatesError } from "../states/states-error.ts";
import type { TaskRunner } from "../states/task-call.ts";
import { toleratedFailures } from "../states/tolerated-failures.ts";
import { nextOf } from "../states/transition.ts";
import type { FieldValidationMode } from "./checked-result.ts";
import { isExported, requireFittingMock } from "./require-fitting-mock.ts";

/** The result of a task or, of a Map or Parallel state, the list that all iterations or branches give; or the failure of it. */
export type StateMock =
  | {
      readonly result: unknown;
      /** How far the result of a task is held to the API that it calls. Default: `STRICT`, as in AWS. */
      readonly fieldValidationMode?: FieldValidationMode;
    }
  | { readonly error: string; readonly cause?: string };

/** Where a state in JSONPath finds the items that its reader would give. */
export const ITEMS_IN_CONTEXT = "TestItems";

interface Declared {
  readonly name: string;
  readonly state: JsonObject;
  /** Its query language. */
  readonly language: string;
  readonly behaviour: StateBehaviour | undefined;
}

export interface MockedWork {
  readonly mock?: StateMock;
  readonly items?: readonly unknown[];
  readonly failedIterations?: number;
}

interface Mocked {
  readonly state: JsonObject;
  readonly behaviour: StateBehaviour;
  readonly runTask: TaskRunner;
  readonly runBranch: (branch: Branch) => Promise<unknown>;
}

const WITH_BRANCHES = new Set<unknown>(["Map", "Parallel"]);

/**
 * A state whose work is done by a mock.
 *
 * @throws UserError for a mock that does not fit the state.
 */
export function mockedState(
  { name, state, language, behaviour }: Declared,
  { mock, items, failedIterations }: MockedWork,
): Mocked {
  if (behaviour === undefined) throw new Error(`The type of state "${name}" was not checked.`);
  const own = { state: items === undefined ? state : withItems(state, language, items), behaviour };
  if (mock === undefined) return { ...own, runTask: refuseTask, runBranch };
  requireFittingMock(name, state, mock);
  const { result, error, cause } = { result: undefined, error: undefined, cause: undefined, ...mock };
  if (error !== undefined) return failing(own, new StatesError(error, cause));
  const runTask = async () => result;
  if (!WITH_BRANCHES.has(state.Type)) return { ...own, runTask, runBranch };
  if (isExported(state)) return exporting(own, result);
  const mocked = withFailures(withResults(own, result), failedIterations);
  return { ...mocked, runTask, runBranch: async () => null };
}

/** A state that comes as far as its work, which fails; of a Map or Parallel state that is the whole of its iterations or branches. */
function failing(own: Pick<Mocked, "state" | "behaviour">, failure: StatesError): Mocked {
  const fail = async (): Promise<never> => {
    throw failure;
  };
  if (!WITH_BRANCHES.has(own.state.Type)) return { ...own, runTask: fail, runBranch: fail };
  return { ...insteadOfBranches(own, fail), runTask: fail };
}

/** A Map state whose results are written down: it gives what tells of them. */
function exporting(own: Pick<Mocked, "state" | "behaviour">, result: unknown): Mocked {
  const finish: StateBehaviour = async (run) => ({
    output: await run.dialect.finish(run, { result }),
    next: nextOf(run),
  });
  return { ...insteadOfBranches(own, finish), runTask: async () => ({}) };
}

/** A state that does something else once it has come to its branches. */
function insteadOfBranches(own: Pick<Mocked, "state" | "behaviour">, work: StateBehaviour) {
  const reached = new Error("The work of the state was reached.");
  const runBranch = async (): Promise<never> => {
    throw reached;
  };
  const behaviour: StateBehaviour = async (run) => {
    try {
      await own.behaviour(run);
    } catch (thrown) {
      if (thrown !== reached) throw thrown;
    }
    return work(run);
  };
  return { ...own, behaviour, runBranch };
}

/** The mock stands for all iterations or branches, whatever each of them would have given. */
function withResults(own: Pick<Mocked, "state" | "behaviour">, result: unknown) {
  const behaviour: StateBehaviour = (run) => {
    const dialect: Dialect = { ...run.dialect, finish: (inner) => run.dialect.finish(inner, { result }) };
    return own.behaviour({ ...run, dialect });
  };
  return { ...own, behaviour };
}

/** A distributed Map state of which so many iterations count as failed. */
function withFailures(own: Pick<Mocked, "state" | "behaviour">, failed: number | undefined) {
  if (failed === undefined || !isDistributed(own.state)) return own;
  const behaviour: StateBehaviour = async (run) => {
    let count = 0;
    const runBranch = async (branch: Branch) => {
      count += 1;
      return run.machine.runBranch(branch);
    };
    const outcome = await own.behaviour({ ...run, machine: { ...run.machine, runBranch } });
    if (failed > count) throw tooManyFailures(run.name, failed, count);
    if (failed > (await toleratedFailures(run, count))) throw thresholdExceeded();
    return outcome;
  };
  return { ...own, behaviour };
}

function tooManyFailures(name: string, failed: number, count: number): UserError {
  return new UserError({
    at: `test of state "${name}"`,
    expected: `at most ${count} failed iterations, as many as there are`,
    found: String(failed),
    advice: "Correct `failedIterations`.",
  });
}

/** A Map state over the items that its reader would give. */
function withItems(state: JsonObject, language: string, items: readonly unknown[]): JsonObject {
  const { ItemReader: _, ...rest } = state;
  return {
    ...rest,
    ...(language === "JSONata" ? { Items: items } : { ItemsPath: `$$.${ITEMS_IN_CONTEXT}` }),
  };
}

const refuseTask: TaskRunner = async ({ stateName, resource }) => {
  throw new UserError({
    at: `state "${stateName}"`,
    expected: `a mock for the task ${resource}`,
    found: "none",
    advice: "Give the test a `mock` with a result or an error.",
  });
};
