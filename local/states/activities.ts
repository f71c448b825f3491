import { untilAborted } from "./until-aborted.ts";

/** A task that an activity's worker has taken on. */
export interface ActivityTask {
  readonly taskToken: string;
  /** The input of the task, as a JSON value. */
  readonly input: unknown;
}

interface Scheduled extends ActivityTask {
  readonly onTaken: (workerName: string | undefined) => void;
}

/** The activities of "Learn about Activities in Step Functions": tasks that wait for a worker to ask for them. */
export interface Activities {
  has(activityArn: string): boolean;
  /** Puts a task at the end of its activity's line; the function that it gives takes it out again. */
  schedule(activityArn: string, task: Scheduled): () => void;
  /** "GetActivityTask": the task that has waited longest, as soon as there is one. Throws the signal's reason. */
  take(
    activityArn: string,
    worker: { readonly workerName?: string; readonly signal: AbortSignal },
  ): Promise<ActivityTask>;
}

interface Line {
  readonly tasks: Scheduled[];
  readonly workers: ((task: Scheduled) => void)[];
}

export function createActivities(activityArns: Iterable<string>): Activities {
  const lines = new Map([...activityArns].map((arn): [string, Line] => [arn, { tasks: [], workers: [] }]));
  const lineOf = (activityArn: string): Line => {
    const line = lines.get(activityArn);
    if (line === undefined) throw new Error(`Activity Does Not Exist: '${activityArn}'`);
    return line;
  };
  return {
    has: (activityArn) => lines.has(activityArn),
    schedule(activityArn, task) {
      const { tasks, workers } = lineOf(activityArn);
      const worker = workers.shift();
      if (worker === undefined) tasks.push(task);
      else worker(task);
      return () => remove(tasks, task);
    },
    async take(activityArn, { workerName, signal }) {
      signal.throwIfAborted();
      const { tasks, workers } = lineOf(activityArn);
      const task = tasks.shift() ?? (await nextTask(workers, signal));
      task.onTaken(workerName);
      return { taskToken: task.taskToken, input: task.input };
    },
  };
}

async function nextTask(workers: Line["workers"], signal: AbortSignal): Promise<Scheduled> {
  let ask: (task: Scheduled) => void = () => {};
  const asked = new Promise<Scheduled>((resolve) => {
    ask = resolve;
  });
  workers.push(ask);
  try {
    return await untilAborted(asked, signal);
  } finally {
    remove(workers, ask);
  }
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
