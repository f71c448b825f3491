import { type Execution, type Executions, noStateMachine } from "../app/executions.ts";
import type { PendingWork } from "../app/pending-work.ts";
import { AwsError } from "../bus/aws-error.ts";
import type { WorkCount } from "../bus/work-count.ts";
import { historyEventOf } from "../states/history-api.ts";
import type { JsonObject } from "../states/json-value.ts";
import { describedExecution, listedExecution, stopMsOf, syncExecution } from "./described-execution.ts";
import { readInput } from "./read-input.ts";
import type { Operation, Service } from "./service.ts";

export interface StepFunctionsOptions {
  readonly executions: Executions;
  /** Counts the executions that are started, so that a run waits for them. */
  readonly track: PendingWork["track"];
  /** Told of who waits for the end of an execution. */
  readonly whileWaiting: WorkCount["whileWaiting"];
  /** What workers call. */
  readonly workers: Readonly<Record<string, Operation>>;
}

/** What the local run knows of the "AWS Step Functions API Reference". */
export function stepFunctionsService(options: StepFunctionsOptions): Service {
  const { executions, track, whileWaiting, workers } = options;
  const start = ({ stateMachineArn, input, name }: JsonObject): Execution => {
    const execution = executions.start(
      String(stateMachineArn),
      readInput(input),
      name === undefined ? undefined : String(name),
    );
    track(execution.result);
    return execution;
  };
  return {
    name: "sfn",
    operations: {
      StartExecution: (input) => {
        const { arn, startMs } = start(input);
        return { executionArn: arn, startDate: startMs / 1000 };
      },
      StartSyncExecution: async (input, signal) => {
        checkExpress(executions, String(input.stateMachineArn));
        const execution = start(input);
        return syncExecution(execution, await whileWaiting(() => execution.result, signal));
      },
      DescribeExecution: ({ executionArn }) => describedExecution(find(executions, executionArn)),
      DescribeStateMachine: ({ stateMachineArn }) => describedMachine(executions, String(stateMachineArn)),
      GetExecutionHistory: (input) => history(find(executions, input.executionArn), input),
      ListExecutions: (input) => list(executions, input),
      RedriveExecution: ({ executionArn }) => {
        const execution = find(executions, executionArn);
        execution.redrive();
        track(execution.result);
        return { redriveDate: (execution.redriveMs ?? 0) / 1000 };
      },
      StopExecution: async ({ executionArn, error, cause }) => {
        const execution = find(executions, executionArn);
        execution.stop({
          ...(error !== undefined && { error: String(error) }),
          ...(cause !== undefined && { cause: String(cause) }),
        });
        return { stopDate: stopMsOf(await execution.result) / 1000 };
      },
      ...workers,
    },
    jobs: {
      StartExecution: async (input, signal) => {
        const execution = start(input);
        // "Step Functions also stops the nested execution", where it can.
        signal.addEventListener("abort", () => execution.stop(), { once: true });
        await whileWaiting(() => execution.result, signal);
        return describedExecution(execution);
      },
    },
  };
}

function find(executions: Executions, arn: unknown): Execution {
  const execution = executions.find(String(arn));
  // Express executions are known to their logs alone.
  if (execution === undefined || String(arn).includes(":express:")) {
    throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  }
  return execution;
}

function checkExpress(executions: Executions, arn: string): void {
  if (executions.machine(arn)?.type === "STANDARD") {
    const message = "This operation is not supported by this type of state machine";
    throw new AwsError("StateMachineTypeNotSupported", message);
  }
}

function describedMachine(executions: Executions, arn: string): JsonObject {
  const machine = executions.machine(arn);
  if (machine === undefined) throw noStateMachine(arn);
  const { name, type, roleArn, definition } = machine;
  return { stateMachineArn: arn, name, status: "ACTIVE", type, roleArn, definition };
}

function list(executions: Executions, { stateMachineArn, statusFilter, maxResults, nextToken }: JsonObject) {
  if (!executions.has(String(stateMachineArn))) throw noStateMachine(String(stateMachineArn));
  const listed = executions
    .of(String(stateMachineArn))
    .map(listedExecution)
    .filter(({ status }) => statusFilter === undefined || status === statusFilter);
  const { items, next } = page(listed, maxResults, nextToken);
  return { executions: items, ...next };
}

function history(execution: Execution, input: JsonObject): JsonObject {
  const isWithData = input.includeExecutionData !== false;
  const events = execution.events.map((event) =>
    historyEventOf(isWithData ? event : { ...event, details: withoutData(event.details) }),
  );
  const { items, next } = page(
    input.reverseOrder === true ? events.reverse() : events,
    input.maxResults,
    input.nextToken,
  );
  return { events: items, ...next };
}

const DATA = new Set(["input", "output", "assignedVariables", "parameters"]);

function withoutData<Details extends object>(details: Details): Details {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name))) as Details;
}

/** 100 without a size, as both operations do; the token says where the next page begins. */
function page<Item>(items: readonly Item[], maxResults: unknown, nextToken: unknown) {
  const from = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isInteger(from)) throw new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
  const to = from + (Number(maxResults ?? 0) || 100);
  return { items: items.slice(from, to), next: to < items.length ? { nextToken: String(to) } : {} };
}
