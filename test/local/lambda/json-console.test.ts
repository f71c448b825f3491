import assert from "node:assert/strict";
import { writeJson } from "../../../local/lambda/json-console.cjs";

type Log = (...values: unknown[]) => void;
type Target = Record<"trace" | "debug" | "info" | "log" | "warn" | "error" | "fatal", Log>;

const TIME = "2024-02-29T12:00:00.000Z";

/** A console that writes JSON, and what it has written, parsed. */
function opened(leastLevel?: string, requestId: string | undefined = "r1") {
  const lines: string[] = [];
  const target: Record<string, Log> = {};
  writeJson(target, {
    leastLevel,
    requestId: () => requestId,
    now: () => new Date(TIME),
    write: (text: string) => void lines.push(text),
  });
  return { target: target as Target, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

describe("a console of JSON lines", () => {
  it("writes the time, the level, the request and the message", () => {
    const { target, lines } = opened();
    target.info("hello");
    assert.deepEqual(lines, [`{"timestamp":"${TIME}","level":"INFO","requestId":"r1","message":"hello"}\n`]);
  });

  it("writes no request before there was one", () => {
    const lines: string[] = [];
    const target: Record<string, Log> = {};
    const write = (text: string) => void lines.push(text);
    writeJson(target, {
      leastLevel: undefined,
      requestId: () => undefined,
      now: () => new Date(TIME),
      write,
    });
    target.warn?.("early");
    assert.deepEqual(JSON.parse(lines[0] ?? ""), { timestamp: TIME, level: "WARN", message: "early" });
  });

  it("has a level for each method; log is info", () => {
    const { target, parsed } = opened();
    for (const name of ["trace", "debug", "info", "log", "warn", "error", "fatal"] as const)
      target[name](name);
    assert.deepEqual(
      parsed().map(({ level, message }) => `${level} ${message}`),
      ["TRACE trace", "DEBUG debug", "INFO info", "INFO log", "WARN warn", "ERROR error", "FATAL fatal"],
    );
  });

  it("leaves out what is below its level", () => {
    const { target, parsed } = opened("WARN");
    for (const name of ["debug", "log", "warn", "error"] as const) target[name](name);
    assert.deepEqual(
      parsed().map(({ level }) => level),
      ["WARN", "ERROR"],
    );
  });

  it("keeps one value as it is", () => {
    const { target, parsed } = opened();
    target.log({ photo: "a.png", sizes: [1, 2] });
    assert.deepEqual(parsed()[0].message, { photo: "a.png", sizes: [1, 2] });
  });

  it("formats several values as one text", () => {
    const { target, parsed } = opened();
    target.log("%d photos", 3, { kept: true });
    assert.equal(parsed()[0].message, "3 photos { kept: true }");
  });

  it("shows an error in the message, and an error beside it apart", () => {
    const { target, parsed } = opened();
    const error = Object.assign(new RangeError("too far"), { code: 7 });
    target.error(error);
    target.error("failed:", error);
    const [alone, beside] = parsed();
    const stackTrace = String(error.stack).split("\n");
    assert.deepEqual(alone.message, {
      errorType: "RangeError",
      errorMessage: "too far",
      stackTrace,
      code: 7,
    });
    assert.deepEqual(
      [beside.errorType, beside.errorMessage, beside.stackTrace],
      ["RangeError", "too far", stackTrace],
    );
    assert.match(beside.message, /^failed: RangeError: too far/);
  });

  it("writes a value that is no JSON as text", () => {
    const { target, parsed } = opened();
    const circle: Record<string, unknown> = { n: 1n };
    circle.self = circle;
    target.log(circle);
    assert.equal(parsed()[0].message, "<ref *1> { n: 1n, self: [Circular *1] }");
  });
});
