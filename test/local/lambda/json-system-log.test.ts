import assert from "node:assert/strict";
import { jsonSystemLog, type SystemLogLevel } from "../../../local/lambda/json-system-log.ts";
import { reportOf, SPEC } from "./report-of.ts";

const TIME = "2026-10-08T07:30:29.470Z";

describe("Lambda's lines in a JSON log", () => {
  const logAt = (systemLogLevel?: SystemLogLevel) =>
    jsonSystemLog({ ...SPEC, ...(systemLogLevel && { systemLogLevel }) }, () => new Date(TIME));

  it("start with an event that names the request, the function and the version", () => {
    assert.deepEqual(logAt().start("request-1"), [
      `{"time":"${TIME}","type":"platform.start","record":{"requestId":"request-1","functionArn":"${SPEC.arn}","version":"$LATEST"}}`,
    ]);
  });

  it("end with a report", () => {
    assert.deepEqual(logAt().end(reportOf()), [
      `{"time":"${TIME}","type":"platform.report","record":{"requestId":"request-1","metrics":{"durationMs":12.346,"billedDurationMs":13,"memorySizeMB":128,"maxMemoryUsedMB":84},"status":"success"}}`,
    ]);
  });

  it("tell the init phase of a first invocation", () => {
    assert.deepEqual(logAt().end(reportOf({ initMs: 100.5, billedMs: 113 })), [
      `{"time":"${TIME}","type":"platform.report","record":{"requestId":"request-1","metrics":{"durationMs":12.346,"billedDurationMs":113,"memorySizeMB":128,"maxMemoryUsedMB":84,"initDurationMs":100.5},"status":"success"}}`,
    ]);
  });

  it("tell of a failure what the runtime did too", () => {
    const report = reportOf({ status: "error", errorType: "Runtime.ExitError", producedBytes: 0 });
    assert.deepEqual(logAt().end(report), [
      `{"time":"${TIME}","type":"platform.runtimeDone","record":{"requestId":"request-1","status":"error","errorType":"Runtime.ExitError","metrics":{"durationMs":12.346,"producedBytes":0}}}`,
      `{"time":"${TIME}","type":"platform.report","record":{"requestId":"request-1","metrics":{"durationMs":12.346,"billedDurationMs":13,"memorySizeMB":128,"maxMemoryUsedMB":84},"status":"error","errorType":"Runtime.ExitError"}}`,
    ]);
  });

  const typesAt = (level: SystemLogLevel, status: "success" | "timeout") => {
    const log = logAt(level);
    return [...log.start("request-1"), ...log.end(reportOf({ status }))].map((line) => JSON.parse(line).type);
  };
  for (const [level, status, types] of [
    ["DEBUG", "success", ["platform.start", "platform.runtimeDone", "platform.report"]],
    ["INFO", "success", ["platform.start", "platform.report"]],
    ["WARN", "success", []],
    ["WARN", "timeout", ["platform.runtimeDone", "platform.report"]],
  ] as const) {
    it(`are ${types.length} from ${level} on where the status is ${status}`, () => {
      assert.deepEqual(typesAt(level, status), types);
    });
  }
});
