import type { InvocationReport } from "./invocation-report.ts";
import { type LambdaSpec, versionOf } from "./lambda-spec.ts";
import type { SystemLog } from "./system-log.ts";

/** The lines START, END and REPORT ("Viewing CloudWatch logs for Lambda functions"). */
export function textSystemLog(spec: LambdaSpec): SystemLog {
  return {
    start: (requestId) => [`START RequestId: ${requestId} Version: ${versionOf(spec)}`],
    end: (report) => [`END RequestId: ${report.requestId}`, reportLine(report)],
  };
}

function reportLine(report: InvocationReport): string {
  const { requestId, status, errorType, durationMs, initMs, billedMs, memoryMb, usedMb } = report;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${usedMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    // Lambda ends a line without a status by a tab.
    ...(status === "success" ? [""] : [`Status: ${status}`]),
    ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
  ];
  return fields.join("\t");
}
