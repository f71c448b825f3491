import { UserError } from "../../reporting/user-error.ts";
import type { JsonObject } from "../states/json-value.ts";
import { runBranch } from "../states/run-branch.ts";
import type { Branch, StateBehaviour } from "../states/state-run.ts";
import { StatesError } from "../states/states-error.ts";
import type { TaskRunner } from "../states/task-call.ts";

/** The result of a task or, of a Map or Parallel state, a list with one for each iteration or branch; or the failure of it. */
export type StateMock = { readonly result: unknown } | { readonly error: string; readonly cause?: string };

/** Where a state in JSONPath finds the items that its reader would give. */
export const ITEMS_IN_CONTEXT = "TestItems";

interface Declared {
  readonly name: string;
  readonly state: JsonObject;
  /** Its query language. */
  readonly language: string;
  readonly behaviour: StateBehaviour | undefined;
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
  { mock, items }: { readonly mock?: StateMock; readonly items?: readonly unknown[] },
): Mocked {
  if (behaviour === undefined) throw new Error(`The type of state "${name}" was not checked.`);
  const own = { state: items === undefined ? state : withItems(state, language, items), behaviour };
  if (mock === undefined) return { ...own, runTask: refuseTask, runBranch };
  if ("error" in mock) {
    const fail = async (): Promise<never> => {
      throw new StatesError(mock.error, mock.cause);
    };
    const isMocked = WITH_BRANCHES.has(state.Type);
    return { ...own, ...(isMocked && { behaviour: fail }), runTask: fail, runBranch: fail };
  }
  const { result } = mock;
  checkResult(name, state, result);
  const resultOf = async ({ path }: Branch): Promise<unknown> =>
    (result as readonly unknown[])[Number(/\[(\d+)\]$/.exec(path)?.[1])];
  return { ...own, runTask: async () => result, runBranch: resultOf };
}

/** A Map state over the items that its reader would give. */
function withItems(state: JsonObject, language: string, items: readonly unknown[]): JsonObject {
  const { ItemReader: _, ...rest } = state;
  return {
    ...rest,
    ...(language === "JSONata" ? { Items: items } : { ItemsPath: `$$.${ITEMS_IN_CONTEXT}` }),
  };
}

function checkResult(name: string, { Type, Branches }: JsonObject, result: unknown): void {
  if (!WITH_BRANCHES.has(Type)) return;
  const count = Type === "Parallel" && Array.isArray(Branches) ? Branches.length : undefined;
  if (Array.isArray(result) && (count === undefined || result.length === count)) return;
  throw new UserError({
    at: `mock of state "${name}"`,
    expected: count === undefined ? "a list of results" : `a list of ${count} results, one for each branch`,
    found: JSON.stringify(result),
    advice: "Correct the result.",
  });
}

const refuseTask: TaskRunner = async ({ stateName, resource }) => {
  throw new UserError({
    at: `state "${stateName}"`,
    expected: `a mock for the task ${resource}`,
    found: "none",
    advice: "Give the test a `mock` with a result or an error.",
  });
};
