import assert from "node:assert/strict";
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
