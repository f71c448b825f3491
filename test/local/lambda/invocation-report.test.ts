import assert from "node:assert/strict";
import { invocationReport, type MeasuredInvocation } from "../../../local/lambda/invocation-report.ts";
import { SPEC } from "./report-of.ts";

describe("the report of an invocation", () => {
  const reported = (changes: Partial<MeasuredInvocation>) =>
    invocationReport(
      "request-1",
      {
        outcome: { kind: "response", json: '"é"' },
        isStarted: true,
        durationMs: 12.3,
        peakBytes: 84 * 1024 ** 2 - 1,
        ...changes,
      },
      SPEC,
    );
  const failing = (errorType: string, isFatal: boolean, isStarted = true) => {
    const outcome = { kind: "failure", failure: { errorType, errorMessage: "" }, isFatal } as const;
    const { status, errorType: reportedType } = reported({ outcome, isStarted });
    return [status, reportedType];
  };

  it("counts what a response took", () => {
    assert.deepEqual(reported({}), {
      requestId: "request-1",
      status: "success",
      durationMs: 12.3,
      billedMs: 13,
      memoryMb: 128,
      usedMb: 84,
      producedBytes: 4,
    });
  });

  it("bills the init phase too", () => {
    const { initMs, billedMs } = reported({ initMs: 100.8 });
    assert.deepEqual([initMs, billedMs], [100.8, 114]);
  });

  it("gives a timeout the function's time", () => {
    const { status, durationMs, billedMs } = reported({ outcome: { kind: "timeout" }, durationMs: 3002.7 });
    assert.deepEqual([status, durationMs, billedMs], ["timeout", 3000, 3000]);
  });

  it("takes an error of the handler for a success, as the runtime goes on", () => {
    assert.deepEqual(failing("RangeError", false), ["success", undefined]);
  });

  it("takes an error that ends the process for its exit", () => {
    assert.deepEqual(failing("TypeError", true), ["error", "Runtime.ExitError"]);
  });

  it("names what an init phase failed of where the runtime has named it", () => {
    assert.deepEqual(failing("Runtime.ImportModuleError", true, false), [
      "error",
      "Runtime.ImportModuleError",
    ]);
    assert.deepEqual(failing("RangeError", true, false), ["error", "Runtime.Unknown"]);
  });

  it("tells a kill for memory from other exits", () => {
    const outcome = { kind: "exit", exit: "SIGKILL" } as const;
    assert.equal(reported({ outcome, peakBytes: 129 * 1024 ** 2 }).errorType, "Runtime.OutOfMemory");
    assert.equal(reported({ outcome }).errorType, "Runtime.ExitError");
    assert.equal(reported({ outcome: { kind: "exit", exit: 3 } }).errorType, "Runtime.ExitError");
  });
});
