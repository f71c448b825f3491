import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { runProcess } from "../../packaging/run-process.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

/** A shell that starts another process, notes both, and waits. */
const FAMILY = 'sleep 60 & echo $! > child.pid; echo $$ > "$NOTE"; wait';

describe("runProcess", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({});
  });
  afterEach(() => project.remove());

  const run = (command: string, signal?: AbortSignal) =>
    runProcess({
      command,
      shell: true,
      folder: project.root,
      env: { ...process.env, NOTE: "shell.pid" },
      ...(signal && { signal }),
    });

  /** Waits for what another process does, without guessing how long that takes. */
  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
  }
  const noted = () => existsSync(project.path("shell.pid")) && pid("shell.pid") > 0;
  const pid = (name: string) => Number(readFileSync(project.path(name), "utf8"));
  const isRunning = (id: number) => {
    try {
      process.kill(id, 0);
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, "utf8"));
    } catch {
      return false;
    }
  };

  it("gives the exit code and both streams as they came", async () => {
    assert.deepEqual(await run("pwd; echo two >&2; exit 3"), { code: 3, output: `${project.root}\ntwo\n` });
  });

  it("keeps the end of a long output", async () => {
    const { output } = await run("yes 0123456789 | head -n 100000; echo end");
    assert.equal(output.length, 256 * 1024);
    assert.match(output, /0123456789\nend\n$/);
  });

  it("says when there is no such program", async () => {
    const end = await runProcess({ command: "no-such-program", folder: project.root, env: process.env });
    assert.deepEqual(end, { code: undefined, output: "spawn no-such-program ENOENT" });
  });

  it("ends a process with all that it has started when it is aborted", async function () {
    if (process.platform !== "linux") this.skip();
    const abort = new AbortController();
    const running = run(FAMILY, abort.signal);
    await until(noted);
    abort.abort();
    assert.equal((await running).code, 1);
    await until(() => !isRunning(pid("child.pid")));
  });

  it("starts nothing that lasts when it was aborted before", async () => {
    assert.equal((await run("sleep 60", AbortSignal.abort())).code, 1);
  });

  it("leaves no listener behind", async () => {
    const before = process.listenerCount("SIGINT");
    await run("true");
    assert.equal(process.listenerCount("SIGINT"), before);
  });

  it("ends all when this process is stopped", async function () {
    if (process.platform !== "linux") this.skip();
    const url = pathToFileURL("packaging/run-process.ts").href;
    const options = JSON.stringify({ command: FAMILY, shell: true, folder: project.root });
    const script = `import { runProcess } from ${JSON.stringify(url)};
      await runProcess({ ...${options}, env: { ...process.env, NOTE: "shell.pid" } });`;
    project.write("script.mts", script);
    const parent = spawn(process.execPath, ["--import", "tsx", project.path("script.mts")]);
    await until(noted);
    parent.kill("SIGTERM");
    const [, signal] = await once(parent, "exit");
    assert.equal(signal, "SIGTERM");
    await until(() => !isRunning(pid("child.pid")) && !isRunning(pid("shell.pid")));
  });
});
