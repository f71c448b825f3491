import type { Execution } from "./executions.ts";

/** The executions that can be asked about. */
export interface KeptExecutions {
  add(execution: Execution): void;
  get(executionArn: string): Execution | undefined;
  /** In the order in which they were started. */
  all(): readonly Execution[];
}

/** Ten of the longest histories that AWS allows: some hundred megabytes. */
const MOST_KEPT_EVENTS = 250_000;

/**
 * Keeps all executions that run and, of those that have ended, the latest ones, as long as their histories have no more events together. AWS
 * keeps them for 90 days ("Quotas related to state machine executions"); a local run that goes on for days would have no memory left.
 *
 * @param mostEvents - of executions that have ended. Default: 250,000.
 */
export function createKeptExecutions(mostEvents: number = MOST_KEPT_EVENTS): KeptExecutions {
  const byArn = new Map<string, Execution>();
  const ended: { readonly execution: Execution; readonly eventCount: number }[] = [];
  let eventCount = 0;

  const watch = (execution: Execution): void => {
    const note = () => {
      ended.push({ execution, eventCount: execution.events.length });
      eventCount += execution.events.length;
      while (eventCount > mostEvents && ended.length > 1) forgetOldest();
    };
    execution.result.then(note, note);
  };

  const forgetOldest = (): void => {
    const oldest = ended.shift();
    if (oldest === undefined) return;
    eventCount -= oldest.eventCount;
    const { execution } = oldest;
    // One that was redriven meanwhile may run.
    if (execution.ended() === undefined) watch(execution);
    else byArn.delete(execution.arn);
  };

  return {
    add(execution) {
      byArn.set(execution.arn, execution);
      watch(execution);
    },
    get: (arn) => byArn.get(arn),
    all: () => [...byArn.values()],
  };
}
