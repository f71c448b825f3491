import assert from "node:assert/strict";
import { Command } from "commander";
import { addFaultOptions, type FaultOptions, faultsOf, seedText } from "../../cli/fault-options.ts";
import type { Faults } from "../../local/bus/faults.ts";

/** The faults of a command line. */
function parsed(...args: readonly string[]): Faults | undefined {
  const command = addFaultOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
  return faultsOf(command.parse(args, { from: "user" }).opts<FaultOptions>(), () => 42);
}

describe("the options for faults", () => {
  it("let nothing go wrong where there are none", () => {
    assert.equal(parsed(), undefined);
  });

  it("say what is to go wrong", () => {
    assert.deepEqual(parsed("--duplicate-events"), { duplicateEvents: true });
    assert.deepEqual(parsed("--shuffle-events", "--seed", "0"), { shuffleEvents: { seed: 0 } });
    assert.deepEqual(parsed("--fail", "compress:2", "--fail", "crop:1"), {
      failures: { compress: 2, crop: 1 },
    });
  });

  it("take a new seed where none is named, and shuffle by a seed alone", () => {
    assert.deepEqual(parsed("--shuffle-events"), { shuffleEvents: { seed: 42 } });
    assert.deepEqual(parsed("--seed", "7"), { shuffleEvents: { seed: 7 } });
  });

  it("tell how an order can be repeated", () => {
    assert.equal(seedText(parsed("--seed", "7")), "Events are shuffled with --seed 7\n");
    assert.equal(seedText(parsed("--duplicate-events")), "");
    assert.equal(seedText(undefined), "");
  });

  for (const text of [
    "compress",
    "compress:",
    ":2",
    "compress:0",
    "compress:-1",
    "compress:1.5",
    "compress:x",
  ]) {
    it(`refuse --fail ${text}`, () => {
      assert.throws(() => parsed("--fail", text), {
        code: "commander.invalidArgument",
        message:
          `error: option '--fail <function:count>' argument '${text}' is invalid. ` +
          "Expected <function>:<count>, such as compress:2.",
      });
    });
  }

  for (const text of ["-1", "1.5", "x", "1000000000"]) {
    it(`refuse --seed ${text}`, () => {
      assert.throws(() => parsed(`--seed=${text}`), {
        code: "commander.invalidArgument",
        message:
          `error: option '--seed <number>' argument '${text}' is invalid. ` +
          "Expected a whole number from 0 to 999999999.",
      });
    });
  }
});
