import type { InvocationReport } from "../../../local/lambda/invocation-report.ts";
import type { LambdaSpec } from "../../../local/lambda/lambda-spec.ts";

/** A function that nothing runs. */
export const SPEC: LambdaSpec = {
  name: "crop",
  arn: "arn:aws:lambda:eu-west-1:123456789012:function:crop",
  runtime: "nodejs22.x",
  taskRoot: "/nowhere",
  layerRoots: [],
  handler: "index.handler",
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
};

/** The report of a warm invocation that went well. */
export function reportOf(changes: Partial<InvocationReport> = {}): InvocationReport {
  return {
    requestId: "request-1",
    status: "success",
    durationMs: 12.3456,
    billedMs: 13,
    memoryMb: 128,
    usedMb: 84,
    producedBytes: 16,
    ...changes,
  };
}
