import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { createProgress, type Progress, SILENT_PROGRESS } from "../../reporting/progress-bar.ts";

/** A stream that says it is a terminal (or not) and keeps what is written. */
function terminal(isTTY: boolean): { readonly stream: NodeJS.WriteStream; written(): string } {
  const chunks: string[] = [];
  const stream = new PassThrough() as unknown as NodeJS.WriteStream;
  stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString("utf8")));
  Object.assign(stream, { isTTY, columns: 100, rows: 20 });
  return { stream, written: () => chunks.join("") };
}

const CLEARED = "\u001b[0J";

/** What is left on the screen once all that was drawn is removed. */
function left(written: string): string {
  return written.slice(written.lastIndexOf(CLEARED) + CLEARED.length);
}

function runTwoPhases(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, otherwise?: Progress): void {
  const progress = createProgress(stream, env, otherwise);
  const build = progress.phase("build", 2);
  const layers = progress.phase("layers", 1);
  const installed = layers.begin("installing sharp");
  build.tick("compress");
  installed();
  layers.tick("sharp");
  layers.end();
  build.tick("crop");
  build.end();
  build.end();
}

describe("createProgress", () => {
  it("leaves a bar with name and count for each phase on a terminal, once all is done", () => {
    const { stream, written } = terminal(true);
    runTwoPhases(stream, {});
    assert.equal(left(written()), `build    ${"█".repeat(24)} 2/2\nlayers   ${"█".repeat(24)} 1/1\n`);
  });

  it("removes the bars when the work ends before all is done, and never touches the cursor", () => {
    const { stream, written } = terminal(true);
    const phase = createProgress(stream, {}).phase("build", 2);
    phase.tick("compress");
    phase.end();
    assert.equal(left(written()), "");
    assert.equal(written().includes("\u001b[?"), false);
  });

  it("writes lines above what is drawn, and as they are where nothing is", () => {
    const { stream, written } = terminal(true);
    const progress = createProgress(stream, {});
    progress.say("first");
    const phase = progress.phase("build", 1);
    progress.say("second");
    phase.tick();
    phase.end();
    assert.match(written(), /^first\n/);
    assert.match(written(), /second\n/);
    assert.equal(left(written()), `build    ${"█".repeat(24)} 1/1\n`);
  });

  for (const [what, isTTY, env] of [
    ["that is no terminal", false, {}],
    ["in CI", true, { CI: "true" }],
    ["where NO_COLOR is set", true, { NO_COLOR: "1" }],
  ] as const) {
    it(`draws nothing on a stream ${what}, and tells the phases to whatever else there is`, () => {
      const { stream, written } = terminal(isTTY);
      const phases: string[] = [];
      runTwoPhases(stream, env);
      runTwoPhases(stream, env, {
        phase(name, total) {
          phases.push(`${name} of ${total}`);
          return SILENT_PROGRESS.phase(name, total);
        },
      });
      createProgress(stream, env).say("a line");
      assert.equal(written(), "a line\n");
      assert.deepEqual(phases, ["build of 2", "layers of 1"]);
    });
  }
});
