import { invocationReport, type MeasuredInvocation } from "./invocation-report.ts";
import type { LambdaSpec } from "./lambda-spec.ts";
import { systemLog } from "./system-log.ts";

export interface EnvironmentLogOptions {
  /** Gets the lines of the function. */
  readonly onLog: (requestId: string, text: string) => void;
  /** Gets the lines that Lambda itself adds to the log, between those of the function. Default: they are left out. */
  readonly onSystemLog?: (requestId: string, text: string) => void;
}

/** The log of one environment. Each line belongs to the invocation that began last. */
export interface EnvironmentLog {
  begin(requestId: string): void;
  /** A line that the function wrote. */
  write(text: string): void;
  /** The handler is about to be called. */
  start(): void;
  end(invocation: MeasuredInvocation): void;
}

export function createEnvironmentLog(
  spec: LambdaSpec,
  { onLog, onSystemLog = () => {} }: EnvironmentLogOptions,
): EnvironmentLog {
  const system = systemLog(spec);
  let requestId = "";
  const add = (lines: readonly string[]) => {
    for (const line of lines) onSystemLog(requestId, line);
  };
  return {
    begin(next) {
      requestId = next;
    },
    write: (text) => onLog(requestId, text),
    start: () => add(system.start(requestId)),
    end(invocation) {
      // As Lambda does where there was no more than an init phase that failed.
      if (!invocation.isStarted) add(system.start(requestId));
      add(system.end(invocationReport(requestId, invocation, spec)));
    },
  };
}
