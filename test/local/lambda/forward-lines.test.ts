import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { forwardLines } from "../../../local/lambda/forward-lines.ts";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaRuntimeOptions,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

type LogEntry = Parameters<NonNullable<LambdaRuntimeOptions["onLog"]>>[0];

describe("the logs of a function", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  let entries: LogEntry[];

  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      onLog: (entry) => entries.push(entry),
    });
  });
  beforeEach(() => {
    entries = [];
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  const logsOf = async (source: string) => {
    await runtime.invoke(folder.function(source), {});
    return entries.map(({ text }) => text);
  };

  it("come line by line from stdout and stderr, with the function's name and the request's id", async () => {
    const spec = folder.function("exports.handler = async () => { console.log('one\\ntwo'); };");
    const { requestId } = await runtime.invoke(spec, {});
    assert.deepEqual(entries, [
      { functionName: spec.name, requestId, text: "one" },
      { functionName: spec.name, requestId, text: "two" },
    ]);
    assert.deepEqual((await logsOf("exports.handler = async () => { console.error('oops'); };")).slice(2), [
      "oops",
    ]);
  });

  it("are all there when the invocation ends, however many there are", async () => {
    const texts = await logsOf(
      "exports.handler = async () => { for (let i = 0; i < 20_000; i += 1) console.log('line ' + i); };",
    );
    assert.deepEqual([texts.length, texts[0], texts.at(-1)], [20_000, "line 0", "line 19999"]);
  });

  it("of the init phase belong to the first invocation", async () => {
    const spec = folder.function(
      "console.log('loaded'); exports.handler = async (n) => { console.log('call ' + n); };",
    );
    const first = await runtime.invoke(spec, 1);
    const second = await runtime.invoke(spec, 2);
    assert.deepEqual(
      entries.map(({ requestId, text }) => [requestId, text]),
      [
        [first.requestId, "loaded"],
        [first.requestId, "call 1"],
        [second.requestId, "call 2"],
      ],
    );
  });

  it("keep empty lines and a last line without a line break", async () => {
    const source =
      "exports.handler = async () => { process.stdout.write('a\\n\\n'); process.stdout.write('é…'); };";
    assert.deepEqual(await logsOf(source), ["a", "", "é…"]);
  });

  it("are there too when the process crashes", async () => {
    const source = "exports.handler = async () => { process.stdout.write('last words'); process.exit(1); };";
    assert.deepEqual(await logsOf(source), ["last words"]);
  });

  it("do not wait for a process that the function left behind", async () => {
    const source = `const { spawn } = require("node:child_process");
      exports.handler = async () => {
        console.log("spawned");
        spawn(process.execPath, ["-e", "setTimeout(() => {}, 5_000)"], { stdio: "inherit", detached: true });
        process.exit(1);
      };`;
    assert.deepEqual(await logsOf(source), ["spawned"]);
  });
});

async function linesOf(...chunks: readonly string[]): Promise<readonly string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  forwardLines(stream, (line) => lines.push(line));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await new Promise((resolve) => stream.on("close", resolve));
  return lines;
}

describe("forwardLines", () => {
  it("puts lines together that come in pieces", async () => {
    assert.deepEqual(await linesOf("on", "e\ntw", "o\n\nthree"), ["one", "two", "", "three"]);
  });

  it("cuts a line without end into pieces, and loses nothing of it", async () => {
    const chunk = "x".repeat(60_000);
    const lines = await linesOf(...Array.from({ length: 100 }, () => chunk));
    assert.equal(lines.join("").length, 6_000_000);
    assert.deepEqual(new Set(lines.slice(0, -1).map(({ length }) => length)), new Set([2 ** 18 - 26]));
  });

  it("divides no character", async () => {
    const lines = await linesOf("x", "😀".repeat(300_000));
    assert.ok(lines.length > 1);
    assert.ok(lines.every((line) => line.isWellFormed()));
  });

  it("finds a mark at the end of a long line, cut in two", async () => {
    const stream = new PassThrough();
    const lines: string[] = [];
    const forwarded = forwardLines(stream, (line) => lines.push(line));
    const reached = forwarded.until("-the-mark-");
    stream.write("x".repeat(2 ** 18 - 30));
    stream.write("-the-");
    stream.write("mark-\nnext\n");
    await reached;
    assert.equal(lines[0], "x".repeat(2 ** 18 - 30));
    stream.destroy();
  });
});
