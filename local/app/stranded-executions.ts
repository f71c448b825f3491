import type { AwaitingState } from "../states/task-tokens.ts";
import type { Executions } from "./executions.ts";

/** An execution that was ended since it waited for a token that nobody could send any more. */
export interface StrandedExecution {
  readonly name: string;
  readonly arn: string;
  /** What it waited for and what can be done about it, in one line. */
  readonly reason: string;
}

export interface StrandedExecutions {
  /** So far. */
  readonly ended: readonly StrandedExecution[];
  /** Whether executions wait for a token. */
  areThere(): boolean;
  /** Ends these. To be called once nothing is left that could send one. */
  end(): void;
}

/** The name of the error of an execution that was ended so. */
const NEVER_SENT = "Terraloom.TokenNeverSent";

export function createStrandedExecutions(executions: Executions): StrandedExecutions {
  const ended: StrandedExecution[] = [];
  const found = () => executions.running().filter(({ awaiting }) => awaiting().length > 0);
  return {
    ended,
    areThere: () => found().length > 0,
    end() {
      for (const { name, arn, awaiting, stop } of found()) {
        const waits = [...new Set(awaiting().map(waitOf))].join(", ");
        ended.push({ name, arn, reason: reasonOf(name, waits) });
        stop({ error: NEVER_SENT, cause: `${waits}, which nothing is left to send` });
      }
    },
  };
}

function reasonOf(name: string, waits: string): string {
  const advice =
    "Send the token by SendTaskSuccess from a function, or give the state a TimeoutSeconds or HeartbeatSeconds.";
  return `Execution "${name}": ${waits}, which nothing is left to send in this run. ${advice}`;
}

/** A Map state has one for each of its iterations. */
function waitOf({ stateName, resource }: AwaitingState): string {
  const what = resource.endsWith(".waitForTaskToken")
    ? "its task token"
    : `the token that a worker of the activity ${resource} has to send`;
  return `state "${stateName}" waits for ${what}`;
}
