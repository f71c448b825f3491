import type { HistoryEvent } from "../states/history-event.ts";
import type { Execution } from "./executions.ts";

/** What an execution waits for that never comes: nothing else is left that could do it. */
export interface StalledExecution {
  readonly executionName: string;
  /** Undefined where it waits in none of its own states. */
  readonly stateName: string | undefined;
  /** `its task token`, `a worker of the activity arn:…`. */
  readonly awaited: string;
}

/** @returns undefined where its history shows no task that is left to somebody else */
export function stalledTask({
  name,
  events,
}: Pick<Execution, "name" | "events">): StalledExecution | undefined {
  const continued = new Set(events.map(({ previousEventId }) => previousEventId));
  for (const event of events) {
    const awaited = continued.has(event.id) ? undefined : awaitedBy(event);
    if (awaited !== undefined) return { executionName: name, stateName: event.stateName, awaited };
  }
  return undefined;
}

function awaitedBy({ type, details }: HistoryEvent): string | undefined {
  const resource = details?.resource ?? "";
  if (type === "ActivityScheduled") return `a worker of the activity ${resource}`;
  if (type === "ActivityStarted") return "the activity's worker, which has its token";
  return type === "TaskSubmitted" && resource.endsWith(".waitForTaskToken") ? "its task token" : undefined;
}

/** For who reads how the run ended. */
export function stalledText({ executionName, stateName, awaited }: StalledExecution): string {
  const place = stateName === undefined ? "" : ` in state "${stateName}"`;
  return (
    `Execution ${executionName} waits${place} for ${awaited}, and nothing in this run is left that could end that. ` +
    "Have a function call SendTaskSuccess or SendTaskFailure, or give the state a TimeoutSeconds."
  );
}
