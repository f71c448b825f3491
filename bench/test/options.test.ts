import assert from "node:assert/strict";
import { CALL, CONTENDERS, TERRALOOM } from "../contenders.ts";
import { MEASURES, readOptions } from "../options.ts";

describe("readOptions", () => {
  it("measures everything in three rounds and keeps the results, by default", () => {
    assert.deepEqual(readOptions([]), {
      handlers: [20, 100, 1000],
      measures: new Set(MEASURES),
      contenders: CONTENDERS,
      rounds: 3,
      isComplete: true,
    });
  });

  it("adds the cold build to the measures asked for, since all start from it", () => {
    assert.deepEqual(readOptions(["--only", "unchanged"]).measures, new Set(["cold", "unchanged"]));
  });

  it("does not keep the results of a run in which something was left out", () => {
    const incomplete = [
      ["--only", "cold"],
      ["--contenders", "call"],
      ["--rounds", "2"],
    ];
    assert.deepEqual(
      incomplete.map((args) => readOptions(args).isComplete),
      [false, false, false],
    );
  });

  it("keeps the contenders in the order of their turns", () => {
    assert.deepEqual(readOptions(["--contenders", "terraloom, call"]).contenders, [CALL, TERRALOOM]);
  });

  it("refuses an option that there is not", () => {
    assert.throws(() => readOptions(["--size=3"]), {
      name: "UserError",
      message:
        "bench: Expected the options --handlers, --only, --contenders, --rounds, " +
        'but found "--size=3". See the README.md beside bench.ts.',
    });
  });

  it("refuses a measure that there is not", () => {
    assert.throws(() => readOptions(["--only", "warm"]), {
      name: "UserError",
      message:
        '--only: Expected some of cold, unchanged, changed, own, growth, init, but found "warm". Separate them by commas.',
    });
  });

  it("refuses a contender that there is not", () => {
    assert.throws(() => readOptions(["--contenders", "sam"]), {
      name: "UserError",
      message:
        "--contenders: Expected some of call, synth, terraloom, cdk-bundled, cdk-external, cdktf-asset, " +
        'but found "sam". Separate them by commas.',
    });
  });

  it("refuses a size or a number of rounds that is no whole number", () => {
    assert.throws(() => readOptions(["--handlers", "20,many"]), {
      name: "UserError",
      message:
        '--handlers: Expected a whole number of at least 1, but found "many". Leave it out for the default.',
    });
    assert.throws(() => readOptions(["--rounds", "0"]), {
      name: "UserError",
      message:
        '--rounds: Expected a whole number of at least 1, but found "0". Leave it out for the default.',
    });
  });
});
