import type { InvocationReport } from "./invocation-report.ts";
import { jsonSystemLog } from "./json-system-log.ts";
import type { LambdaSpec } from "./lambda-spec.ts";
import { textSystemLog } from "./text-system-log.ts";

/** The lines that Lambda, not the function, adds to a function's log. */
export interface SystemLog {
  start(requestId: string): readonly string[];
  end(report: InvocationReport): readonly string[];
}

/** In the format that the function's logs have. */
export function systemLog(spec: LambdaSpec): SystemLog {
  return spec.logFormat === "JSON" ? jsonSystemLog(spec, () => new Date()) : textSystemLog(spec);
}
