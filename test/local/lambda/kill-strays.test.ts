import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { killStrays } from "../../../local/lambda/kill-strays.ts";

describe("killStrays", () => {
  it("ends a detached process that has the variable, and no other", async function () {
    if (process.platform !== "linux") this.skip();
    const start = (value: string) =>
      spawn(process.execPath, ["-e", "process.stdout.write('up'); setInterval(() => {}, 1000)"], {
        env: { STRAY: value },
        detached: true,
        stdio: ["ignore", "pipe", "ignore"],
      });
    const [stray, other] = [start("one"), start("one more")];
    await Promise.all([stray, other].map((child) => once(child.stdout, "data")));
    killStrays("STRAY", "one");
    assert.deepEqual(await once(stray, "exit"), [null, "SIGKILL"]);
    assert.equal(other.exitCode, null);
    other.kill("SIGKILL");
    assert.deepEqual(await once(other, "exit"), [null, "SIGKILL"]);
  });
});
