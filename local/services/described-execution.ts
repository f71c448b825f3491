import type { Execution, FinishedExecution } from "../app/executions.ts";
import type { JsonObject } from "../states/json-value.ts";

/** As "DescribeExecution" gives an execution: times in seconds since 1970, input and output as text. */
export function describedExecution(execution: Execution): JsonObject {
  return {
    ...listedExecution(execution),
    ...inputOf(execution),
    ...endOf(execution.ended()),
    ...redriven(execution),
  };
}

function redriven(execution: Execution): JsonObject {
  const { redriveCount, redriveMs } = execution;
  const reason = execution.notRedrivable();
  return {
    redriveCount,
    ...(redriveMs !== undefined && { redriveDate: redriveMs / 1000 }),
    ...(reason === undefined
      ? { redriveStatus: "REDRIVABLE" }
      : { redriveStatus: "NOT_REDRIVABLE", redriveStatusReason: reason }),
  };
}

/** As "ListExecutions" gives it. */
export function listedExecution({ arn, name, stateMachineArn, startMs, ended }: Execution): JsonObject {
  const end = ended();
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    status: end?.status ?? "RUNNING",
    startDate: startMs / 1000,
    ...(end && { stopDate: stopMsOf(end) / 1000 }),
  };
}

/** As "StartSyncExecution" gives one that has ended. */
export function syncExecution(execution: Execution, end: FinishedExecution): JsonObject {
  const durationMs = stopMsOf(end) - execution.startMs;
  return {
    ...listedExecution(execution),
    ...inputOf(execution),
    ...endOf(end),
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.ceil(Math.max(durationMs, 1) / 100) * 100,
    },
  };
}

function inputOf({ input }: Execution): JsonObject {
  return { input: JSON.stringify(input), inputDetails: { included: true } };
}

function endOf(end: FinishedExecution | undefined): JsonObject {
  if (end?.status === "SUCCEEDED") {
    return { output: JSON.stringify(end.output), outputDetails: { included: true } };
  }
  const { error, cause } = end ?? {};
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** In milliseconds since 1970: the time of its last event. */
export function stopMsOf({ events }: FinishedExecution): number {
  return events.at(-1)?.atMs ?? 0;
}
