import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { guardStandardOutput } from "../../cli/standard-output.ts";

describe("a standard output that cannot be written", () => {
  function guarded() {
    const said: string[] = [];
    const stdout = new EventEmitter();
    const stderr = Object.assign(new EventEmitter(), { write: (text: string) => said.push(text) });
    const process = Object.assign(new EventEmitter(), { stdout, stderr, exitCode: 0 });
    guardStandardOutput(process as object as NodeJS.Process);
    const ended = (code: string): unknown => {
      stdout.emit("error", Object.assign(new Error(), { code }));
      process.exitCode = 0; // as a command does that knows nothing of it
      process.emit("exit");
      return { exitCode: process.exitCode, said };
    };
    return { stderr, ended };
  }

  it("changes nothing where its reader has read enough", () => {
    assert.deepEqual(guarded().ended("EPIPE"), { exitCode: 0, said: [] });
  });

  it("is told of with exit code 1 where the disk is full", () => {
    assert.deepEqual(guarded().ended("ENOSPC"), {
      exitCode: 1,
      said: [
        "standard output: Expected a place that takes the whole output, but found no space left. Make room, or write it elsewhere.\n",
      ],
    });
  });

  it("is no fault where nobody reads the messages any more", () => {
    assert.doesNotThrow(() => guarded().stderr.emit("error", new Error("EPIPE")));
  });
});
