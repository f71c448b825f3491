import { AwsError } from "../bus/aws-error.ts";
import type { SkippingClock } from "../bus/skipping-clock.ts";
import type { Activities } from "../states/activities.ts";
import { parsedJson } from "../states/json-value.ts";
import { TaskTokenError, type TaskTokens } from "../states/task-tokens.ts";
import type { Operation } from "./service.ts";

export interface TaskWorkersOptions {
  readonly tokens: TaskTokens;
  readonly activities: Activities;
  readonly clock: SkippingClock;
}

/** "The poll is held open for 60 seconds." */
const POLL_MS = 60_000;

/** What workers call: they take the tasks of activities, and send back tokens. */
export function taskWorkers({
  tokens,
  activities,
  clock,
}: TaskWorkersOptions): Readonly<Record<string, Operation>> {
  return {
    SendTaskSuccess: ({ taskToken, output }) =>
      asAws(() => tokens.succeed(String(taskToken), readOutput(output))),
    SendTaskFailure: ({ taskToken, error, cause }) =>
      asAws(() =>
        tokens.fail(String(taskToken), {
          ...(error !== undefined && { error: String(error) }),
          ...(cause !== undefined && { cause: String(cause) }),
        }),
      ),
    SendTaskHeartbeat: ({ taskToken }) => asAws(() => tokens.heartbeat(String(taskToken))),
    GetActivityTask: async ({ activityArn, workerName }, signal) => {
      const arn = String(activityArn);
      if (!activities.has(arn)) {
        throw new AwsError("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);
      }
      const worker = workerName === undefined ? {} : { workerName: String(workerName) };
      const take = async (until: AbortSignal) => {
        const task = await activities.take(arn, { ...worker, signal: until });
        return { taskToken: task.taskToken, input: JSON.stringify(task.input) };
      };
      return clock.whileWaiting(() => poll(clock, signal, take), signal);
    },
  };
}

/** Gives nothing once the poll is over. */
async function poll(
  clock: SkippingClock,
  signal: AbortSignal,
  take: (until: AbortSignal) => Promise<object>,
): Promise<object> {
  const over = new AbortController();
  const taken = new AbortController();
  clock.sleep(POLL_MS, AbortSignal.any([signal, taken.signal])).then(
    () => over.abort(),
    () => {},
  );
  try {
    return await take(AbortSignal.any([signal, over.signal]));
  } catch (error) {
    if (over.signal.aborted) return {};
    throw error;
  } finally {
    taken.abort();
  }
}

function readOutput(output: unknown): unknown {
  if (typeof output !== "string") return output;
  const parsed = parsedJson(output);
  if (parsed !== undefined) return parsed;
  throw new AwsError("InvalidOutput", "Invalid Output: 'invalid JSON'");
}

function asAws(work: () => void): object {
  try {
    work();
  } catch (error) {
    if (error instanceof TaskTokenError) throw new AwsError(error.name, error.message);
    throw error;
  }
  return {};
}
