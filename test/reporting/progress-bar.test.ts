import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { createProgress } from "../../reporting/progress-bar.ts";

/** A stream that says it is a terminal (or not) and keeps what is written. */
function terminal(isTTY: boolean): { readonly stream: NodeJS.WriteStream; written(): string } {
  const chunks: string[] = [];
  const stream = new PassThrough() as unknown as NodeJS.WriteStream;
  stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString("utf8")));
  const nothing = () => true;
  Object.assign(stream, { isTTY, columns: 100, rows: 20, cursorTo: nothing, moveCursor: nothing });
  Object.assign(stream, { clearLine: nothing, clearScreenDown: nothing });
  return { stream, written: () => chunks.join("") };
}

function runTwoPhases(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): void {
  const progress = createProgress(stream, env);
  const build = progress.phase("build", 2);
  const layers = progress.phase("layers", 1);
  build.tick("compress");
  layers.tick("sharp");
  layers.end();
  build.tick("crop");
  build.end();
  build.end();
}

describe("createProgress", () => {
  it("draws a bar with name and count for each phase on a terminal", () => {
    const { stream, written } = terminal(true);
    runTwoPhases(stream, {});
    assert.match(written(), /build {4}█{24} 2\/2/);
    assert.match(written(), /layers {3}█{24} 1\/1/);
  });

  for (const [what, isTTY, env] of [
    ["that is no terminal", false, {}],
    ["in CI", true, { CI: "true" }],
    ["where NO_COLOR is set", true, { NO_COLOR: "1" }],
  ] as const) {
    it(`writes nothing on a stream ${what}`, () => {
      const { stream, written } = terminal(isTTY);
      runTwoPhases(stream, env);
      assert.equal(written(), "");
    });
  }
});
