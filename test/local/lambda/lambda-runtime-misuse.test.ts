import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

describe("a function that takes liberties", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  let lines: string[];
  beforeEach(() => {
    lines = [];
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      onLog: ({ text }) => lines.push(text),
    });
  });
  afterEach(async () => {
    await runtime.close();
    folder.remove();
  });

  const run = (handler: string) =>
    runtime.invoke(folder.function(`exports.handler = async () => { ${handler} };`), {});

  it("writes 100,000 lines, all of which arrive before its response", async () => {
    const { payload } = await run(
      "for (let line = 0; line < 100_000; line += 1) console.log('line ' + line); return 'done';",
    );
    assert.equal(payload, "done");
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [100_000, "line 0", "line 99999"]);
  });

  it("writes bytes that are no text", async () => {
    const { payload } = await run(
      "process.stdout.write(Buffer.from([0x00, 0xff, 0xfe, 0x0a, 0x80])); return 'done';",
    );
    assert.equal(payload, "done");
    assert.deepEqual(lines, ["\0\ufffd\ufffd", "\ufffd"]);
  });

  it("leaves its last line without an end", async () => {
    const { payload } = await run("process.stdout.write('half'); process.stderr.write('other'); return 1;");
    assert.equal(payload, 1);
    assert.deepEqual(lines.sort(), ["half", "other"]);
  });

  it("writes after its response, which the next invocation's log has", async () => {
    const spec = folder.function(
      "exports.handler = async () => { setImmediate(() => console.log('late')); return 'done'; };",
    );
    assert.equal((await runtime.invoke(spec, {})).payload, "done");
    assert.equal((await runtime.invoke(spec, {})).payload, "done");
    assert.ok(lines.includes("late"));
  });

  it("changes its working directory, which stays changed while it is warm", async () => {
    const spec = folder.function(
      "exports.handler = async () => { const before = process.cwd(); process.chdir('/'); return before; };",
    );
    assert.equal((await runtime.invoke(spec, {})).payload, spec.taskRoot);
    assert.equal((await runtime.invoke(spec, {})).payload, "/");
  });

  it("kills its own process", async () => {
    const { payload, requestId } = await run("process.kill(process.pid, 'SIGKILL');");
    assert.deepEqual(payload, {
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
    });
  });

  it("throws an error whose message cannot be read", async () => {
    const { payload } = await run(
      "throw Object.defineProperty(new Error(), 'message', { get() { throw new Error('never'); } });",
    );
    assert.deepEqual(payload, {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
      trace: [],
    });
  });

  it("rejects with a value that has no text", async () => {
    const { payload } = await run("Promise.reject(Object.create(null)); await new Promise(() => {});");
    const { errorType, errorMessage } = payload as Record<string, unknown>;
    assert.deepEqual([errorType, errorMessage], ["Runtime.UnhandledPromiseRejection", "[object Object]"]);
  });

  for (const [thrown, errorType, errorMessage] of [
    ["{ code: 7 }", "object", "[object Object]"],
    ["new AggregateError([new Error('one')], 'all')", "AggregateError", "all"],
    ["new Error('outer', { cause: new Error('inner') })", "Error", "outer"],
    ["Object.assign(new Error('busy'), { name: 'Busy.Now' })", "Busy.Now", "busy"],
  ] as const) {
    it(`throws ${thrown}`, async () => {
      const spec = folder.function(`exports.handler = () => { throw ${thrown}; };`);
      const failure = (await runtime.invoke(spec, {})).payload as Record<string, unknown>;
      assert.deepEqual([failure.errorType, failure.errorMessage], [errorType, errorMessage]);
    });
  }

  it("returns a circle", async () => {
    const { payload } = await run("const circle = {}; circle.self = circle; return circle;");
    const { errorType, errorMessage } = payload as Record<string, unknown>;
    assert.deepEqual([errorType, errorMessage], ["Error", "Unable to stringify response body"]);
  });

  it("leaves a process behind, which is gone once the runtime is closed", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const program = `require("node:net").connect(${port}, "127.0.0.1"); setInterval(() => {}, 1000);`;
    const connected = once(server, "connection") as Promise<[Socket]>;
    const { payload } = await run(
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(program)}]).unref(); return 1;`,
    );
    assert.equal(payload, 1);
    const [socket] = await connected;
    const closed = once(socket.on("error", () => {}).resume(), "close");
    await runtime.close();
    await closed;
    server.close();
  });
});
