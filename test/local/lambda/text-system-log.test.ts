import assert from "node:assert/strict";
import { textSystemLog } from "../../../local/lambda/text-system-log.ts";
import { reportOf, SPEC } from "./report-of.ts";

describe("Lambda's lines in a text log", () => {
  it("start with the id of the request and the version", () => {
    assert.deepEqual(textSystemLog(SPEC).start("request-1"), ["START RequestId: request-1 Version: $LATEST"]);
    assert.deepEqual(textSystemLog({ ...SPEC, version: "7" }).start("request-1"), [
      "START RequestId: request-1 Version: 7",
    ]);
  });

  const reportLine = (changes: Parameters<typeof reportOf>[0]) =>
    textSystemLog(SPEC).end(reportOf(changes))[1];

  it("end with a report whose last field ends too", () => {
    assert.deepEqual(textSystemLog(SPEC).end(reportOf()), [
      "END RequestId: request-1",
      "REPORT RequestId: request-1\tDuration: 12.35 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 84 MB\t",
    ]);
  });

  it("tell the init phase of a first invocation", () => {
    assert.equal(
      reportLine({ initMs: 100, billedMs: 113 }),
      "REPORT RequestId: request-1\tDuration: 12.35 ms\tBilled Duration: 113 ms\tMemory Size: 128 MB\tMax Memory Used: 84 MB\tInit Duration: 100.00 ms\t",
    );
  });

  it("tell a timeout", () => {
    assert.equal(
      reportLine({ status: "timeout", durationMs: 3000, billedMs: 3000 }),
      "REPORT RequestId: request-1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 84 MB\tStatus: timeout",
    );
  });

  it("tell what an invocation failed of", () => {
    assert.equal(
      reportLine({ status: "error", errorType: "Runtime.ExitError" }),
      "REPORT RequestId: request-1\tDuration: 12.35 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 84 MB\tStatus: error\tError Type: Runtime.ExitError",
    );
  });
});
