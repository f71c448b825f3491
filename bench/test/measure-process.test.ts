import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { measureProcess } from "../measure-process.ts";

const FILLS_300_MB = "Buffer.alloc(300 * 1024 ** 2, 1)";

describe("measureProcess", () => {
  it("tells the peak of the largest process, also of one that another one started", async function () {
    if (!existsSync("/proc/self/status")) this.skip();
    const script = `require("node:child_process").execFileSync(process.execPath, ["-e", \`
      const filled = ${FILLS_300_MB};
      setTimeout(() => filled.length, 500);
    \`])`;
    const { peakMb = 0 } = await measureProcess({ args: ["-e", script], cwd: ".", env: process.env });
    assert.equal(peakMb > 300 && peakMb < 450, true, `${peakMb} MB`);
  });

  it("fails with the end of what a process said that does not exit with 0", async () => {
    const args = ["-e", "console.error('no such handler'); process.exit(3)"];
    await assert.rejects(measureProcess({ args, cwd: ".", env: process.env }), {
      message: `node ${args.join(" ")} ended with exit code 3:\nno such handler\n`,
    });
  });
});
