import type { InvocationReport } from "./invocation-report.ts";
import { type LambdaSpec, versionOf } from "./lambda-spec.ts";
import type { SystemLog } from "./system-log.ts";

/** From the one with the most details on. */
const LEVELS = ["DEBUG", "INFO", "WARN"] as const;

/** How much Lambda itself logs for a function whose logs are JSON. */
export type SystemLogLevel = (typeof LEVELS)[number];

interface SystemEvent {
  readonly level: SystemLogLevel;
  readonly type: string;
  readonly record: object;
}

/**
 * Events of the platform as JSON lines, from the function's level on ("Lambda Telemetry API Event schema reference", "Log-level
 * filtering").
 *
 * @param now gives the time of an event
 */
export function jsonSystemLog(spec: LambdaSpec, now: () => Date): SystemLog {
  const { arn: functionArn, systemLogLevel = "INFO" } = spec;
  const lines = (...events: readonly SystemEvent[]) =>
    events
      .filter(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf(systemLogLevel))
      .map(({ type, record }) => JSON.stringify({ time: now().toISOString(), type, record }));
  return {
    start: (requestId) => {
      const record = { requestId, functionArn, version: versionOf(spec) };
      return lines({ level: "INFO", type: "platform.start", record });
    },
    end: (report) => lines(runtimeDone(report), finalReport(report)),
  };
}

function runtimeDone({ requestId, durationMs, producedBytes, ...report }: InvocationReport): SystemEvent {
  const metrics = { durationMs: rounded(durationMs), producedBytes };
  return {
    level: report.status === "success" ? "DEBUG" : "WARN",
    type: "platform.runtimeDone",
    record: { requestId, ...statusOf(report), metrics },
  };
}

function finalReport({ requestId, durationMs, initMs, ...report }: InvocationReport): SystemEvent {
  const metrics = {
    durationMs: rounded(durationMs),
    billedDurationMs: report.billedMs,
    memorySizeMB: report.memoryMb,
    maxMemoryUsedMB: report.usedMb,
    ...(initMs !== undefined && { initDurationMs: rounded(initMs) }),
  };
  return {
    level: report.status === "success" ? "INFO" : "WARN",
    type: "platform.report",
    record: { requestId, metrics, ...statusOf(report) },
  };
}

function statusOf({ status, errorType }: Pick<InvocationReport, "status" | "errorType">) {
  return { status, ...(errorType !== undefined && { errorType }) };
}

/** To microseconds, as Lambda does. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
