import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";
import { hasPython } from "./has-python.ts";

const RUNTIME = new URL("../../../local/lambda/lambda-runtime.ts", import.meta.url);
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

describe("the process of a function for Python", () => {
  let folder: FunctionFolder;
  let server: Server;

  before(async function () {
    if (!hasPython()) this.skip();
    folder = createFunctionFolder();
    server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(() => {
    server?.close();
    folder?.remove();
  });

  /** A program that invokes a function, whose processes hold connections to this test as long as they live. */
  const startProgram = async (handler: string) => {
    const { port } = server.address() as AddressInfo;
    const connect = `import socket, time\nconnection = socket.create_connection(("127.0.0.1", ${port}))\n`;
    const lines = handler.split("\n").map((line) => `    ${line}`);
    const spec = folder.python(`${connect}def handler(event, context):\n${lines.join("\n")}`);
    const file = `${spec.name}/program.mts`;
    folder.write(
      file,
      `import { createLambdaRuntime } from ${JSON.stringify(RUNTIME.href)};
      const runtime = createLambdaRuntime({
        region: "eu-west-1", accountId: "123456789012", endpoints: {}, report: () => {} });
      await runtime.invoke(${JSON.stringify(spec)}, {});`,
    );
    const connected = once(server, "connection") as Promise<[Socket]>;
    const program = spawn(process.execPath, ["--import", "tsx", join(folder.path, file)], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [socket] = await connected;
    return { program, socket: socket.on("error", () => {}) };
  };

  /** Kills the program, and gives what ended it once the process behind the socket is gone too. */
  const endOf = async (program: ChildProcess, socket: Socket) => {
    const ended = Promise.all([once(program, "exit"), once(socket, "close")]);
    program.kill("SIGKILL");
    const [[, signal]] = await ended;
    return signal;
  };

  for (const [state, handler] of [
    ["while it waits", "connection.send(b'x')\ntime.sleep(60)"],
    ["in the middle of a calculation", "connection.send(b'x')\nwhile True: pass"],
  ] as const) {
    it(`ends when the program that runs it is killed ${state}`, async () => {
      const { program, socket } = await startProgram(handler);
      await once(socket, "data");
      assert.equal(await endOf(program, socket), "SIGKILL");
    });
  }

  it("takes what it has started along", async () => {
    const { port } = server.address() as AddressInfo;
    const child = `import socket, time; c = socket.create_connection(('127.0.0.1', ${port})); c.send(b'child'); time.sleep(60)`;
    const handler = `import subprocess, sys\nsubprocess.run([sys.executable, "-c", ${JSON.stringify(child)}])`;
    const { program } = await startProgram(handler);
    const [socket] = (await once(server, "connection")) as [Socket];
    await once(
      socket.on("error", () => {}),
      "data",
    );
    assert.equal(await endOf(program, socket), "SIGKILL");
  });
});
