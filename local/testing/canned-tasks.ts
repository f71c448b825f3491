import { UserError } from "../../reporting/user-error.ts";
import { isJsonObject } from "../states/json-value.ts";
import { StatesError } from "../states/states-error.ts";
import type { TaskCall, TaskRunner } from "../states/task-call.ts";

/**
 * What a task does when it is called: a function is given its input, whatever type that has, `result` is its result, `error` the
 * name of its failure.
 */
export type CannedTask =
  | ((input: never, call: TaskCall) => unknown)
  | { readonly result: unknown }
  | { readonly error: string; readonly cause?: string };

/** By the name of the state or, for all states that call it, by the `Resource`; of a list one for each call, the last for all further ones. */
export type CannedTasks = Readonly<Record<string, CannedTask | readonly CannedTask[]>>;

const LAMBDA_INVOKE = "arn:aws:states:::lambda:invoke";

/**
 * Does the work of Task states as `tasks` says. For `arn:aws:states:::lambda:invoke` that is the work of the function: it is given
 * the `Payload`, and its result is put into the answer of the service.
 */
export function cannedTasks(tasks: CannedTasks): TaskRunner {
  const calls = new Map<string, number>();
  return async (call) => {
    const task = taskOf(tasks, call, calls);
    if (call.resource !== LAMBDA_INVOKE) return perform(task, call.input, call);
    const payload = isJsonObject(call.input) ? (call.input.Payload ?? {}) : {};
    return {
      ExecutedVersion: "$LATEST",
      Payload: (await perform(task, payload, call)) ?? null,
      StatusCode: 200,
    };
  };
}

function taskOf(tasks: CannedTasks, call: TaskCall, calls: Map<string, number>): CannedTask {
  const key = [call.stateName, call.resource].find((name) => Object.hasOwn(tasks, name));
  const found = key === undefined ? undefined : tasks[key];
  if (key === undefined || found === undefined) throw noTask(tasks, call);
  const list: readonly CannedTask[] = isList(found) ? found : [found];
  const index = calls.get(key) ?? 0;
  calls.set(key, index + 1);
  const task = list[Math.min(index, list.length - 1)];
  if (task === undefined) throw noTask(tasks, call);
  return task;
}

function isList(task: CannedTask | readonly CannedTask[]): task is readonly CannedTask[] {
  return Array.isArray(task);
}

async function perform(task: CannedTask, input: unknown, call: TaskCall): Promise<unknown> {
  if (typeof task !== "function") {
    if ("error" in task) throw new StatesError(task.error, task.cause);
    return task.result;
  }
  try {
    const given = await task(input as never, call);
    return call.takesBytes === true ? given : asJson(given);
  } catch (thrown) {
    if (thrown instanceof StatesError || thrown instanceof UserError || call.signal.aborted) throw thrown;
    throw failureOf(thrown);
  }
}

/** As Lambda tells Step Functions of what a handler for Node.js has thrown. */
function failureOf(thrown: unknown): StatesError {
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new StatesError(name, JSON.stringify({ errorType: name, errorMessage: message, trace: [] }));
}

/** What is left of a value on its way from a task to the state. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
}

function noTask(tasks: CannedTasks, { stateName, resource }: TaskCall): UserError {
  const names = Object.keys(tasks).map((name) => JSON.stringify(name));
  return new UserError({
    at: `state "${stateName}"`,
    expected: `a task named after it or after its resource ${resource}`,
    found: names.length === 0 ? "no tasks" : `tasks for ${names.join(", ")}`,
    advice: "Add it to `tasks`.",
  });
}
