import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { prepareProcess } from "../../packaging/prepared-process.ts";

const ECHO = 'const fs = require("node:fs"); fs.writeFileSync(3, fs.readFileSync(0, "utf8").toUpperCase());';

describe("a prepared process", () => {
  it("gives what it writes for the text that it is asked with, at once", () => {
    const { text } = prepareProcess(["-e", ECHO]).ask("é".repeat(100_000))() ?? {};
    assert.equal(text, "É".repeat(100_000));
  });

  it("has answered once it closes the pipe, however long it lives on", () => {
    const script = `const fs = require("node:fs"); fs.writeFileSync(3, String(process.pid)); fs.closeSync(3);
      setInterval(() => {}, 1000);`;
    const { text, signal, status } = prepareProcess(["-e", script]).ask("?")() ?? {};
    assert.deepEqual([signal, status], [null, null]);
    process.kill(Number(text));
  });

  it("may have ended before it is asked", () => {
    const end = prepareProcess(["-e", "process.exit(3)"]).ask("?")();
    assert.deepEqual(end, { text: "", signal: null, status: 3 });
  });

  it("tells of the signal that ended it", () => {
    const end = prepareProcess([
      "-e",
      'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)',
    ]).ask("?")();
    assert.deepEqual(end, { text: "", signal: "SIGTERM", status: null });
  });

  it("neither keeps the process alive that has prepared it, nor stays behind when nobody waits for it", () => {
    const module = fileURLToPath(new URL("../../packaging/prepared-process.ts", import.meta.url));
    const script = `import { prepareProcess } from ${JSON.stringify(module)};
      prepareProcess(["-e", 'console.error("up"); setInterval(() => {}, 1000)']).ask("?");
      setTimeout(() => console.log("done"), 1000);`;
    // `spawnSync` waits for whoever has stderr, and so for the process behind the one that it starts.
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "-e", script],
      { encoding: "utf8", timeout: 30_000 },
    );
    assert.deepEqual([status, stdout, stderr], [0, "done\n", "up\n"]);
  });
});
