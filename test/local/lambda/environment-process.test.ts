import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startExecutionEnvironment } from "../../../local/lambda/execution-environment.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

const RUNTIME = new URL("../../../local/lambda/lambda-runtime.ts", import.meta.url);
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

describe("the process of a function", () => {
  let folder: FunctionFolder;
  let server: Server;

  before(async () => {
    folder = createFunctionFolder();
    server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(() => {
    server.close();
    folder.remove();
  });

  /** A program that invokes a function, whose process holds a connection to this test as long as it lives. */
  const startProgram = async (rest: { readonly handler: string; readonly program: string }) => {
    const { port } = server.address() as AddressInfo;
    const spec = folder.function(`const socket = require("node:net").connect(${port}, "127.0.0.1");
      exports.handler = async () => { await require("node:events").once(socket, "data"); ${rest.handler} };`);
    const file = `${spec.name}/program.mts`;
    folder.write(
      file,
      `import { createLambdaRuntime } from ${JSON.stringify(RUNTIME.href)};
      const runtime = createLambdaRuntime({ region: "eu-west-1", accountId: "123456789012", endpoints: {} });
      const invocation = runtime.invoke(${JSON.stringify(spec)}, {});
      ${rest.program}`,
    );
    const program = spawn(process.execPath, ["--import", "tsx", join(folder.path, file)], {
      cwd: ROOT,
      stdio: ["pipe", "ignore", "inherit"],
    });
    const [socket] = (await once(server, "connection")) as [Socket];
    socket.on("error", () => {});
    return { program, socket };
  };
  const endOf = async (program: ChildProcess, socket: Socket) => {
    socket.resume();
    const [[status, signal]] = await Promise.all([once(program, "exit"), once(socket, "close")]);
    return signal ?? status;
  };

  it("ends when the program that runs it is killed", async () => {
    const { program, socket } = await startProgram({
      handler: "await new Promise((resolve) => setTimeout(resolve, 60_000));",
      program: "await invocation;",
    });
    program.kill("SIGKILL");
    assert.equal(await endOf(program, socket), "SIGKILL");
  });

  it("ends when the program that runs it exits, even in the middle of a calculation", async () => {
    const { program, socket } = await startProgram({
      handler: 'socket.write("calculating"); setImmediate(() => { for (;;); }); await new Promise(() => {});',
      program: 'process.stdin.once("data", () => process.exit(3));',
    });
    socket.write("go");
    await once(socket, "data");
    program.stdin?.write("exit");
    assert.equal(await endOf(program, socket), 3);
  });

  it("ends when the program that runs it is done and has closed the runtime", async () => {
    const { program, socket } = await startProgram({
      handler: 'return "done";',
      program: "await invocation; await runtime.close();",
    });
    socket.write("go");
    assert.equal(await endOf(program, socket), 0);
  });

  it("takes what the function has started along when it times out", async () => {
    const { port } = server.address() as AddressInfo;
    const program = `require("node:net").connect(${port}, "127.0.0.1"); setInterval(() => {}, 1000);`;
    const spec = folder.function(
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(program)}]);
      exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));`,
      { timeoutSeconds: 1 },
    );
    const connected = once(server, "connection") as Promise<[Socket]>;
    const environment = await startExecutionEnvironment(spec, {
      surroundings: { region: "eu-west-1", accountId: "123456789012", endpoints: {} },
      onLog: () => {},
    });
    const answer = environment.run({ requestId: "request-1", eventJson: "{}" });
    const [socket] = await connected;
    const closed = once(socket.on("error", () => {}).resume(), "close");
    const { result } = await answer;
    assert.ok("failure" in result && result.failure.errorType === "Sandbox.Timedout");
    await closed;
  });
});
