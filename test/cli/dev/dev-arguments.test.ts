import assert from "node:assert/strict";
import { devArguments } from "../../../cli/dev/dev-arguments.ts";

describe("the arguments of terraloom dev", () => {
  it("are functions, each with an event or without one", () => {
    assert.deepEqual(devArguments(["compress", "event.json", "crop"]), [
      { name: "compress", eventPath: "event.json" },
      { name: "crop" },
    ]);
  });

  it("may be left out", () => assert.deepEqual(devArguments([]), []));

  it("refuse an event without a function", () =>
    assert.throws(() => devArguments(["event.json"]), {
      name: "UserError",
      message:
        "event.json: Expected the name of a function before its event, but found none. " +
        "Name the function first: terraloom dev compress event.json",
    }));

  it("refuse two events of one function", () =>
    assert.throws(() => devArguments(["crop", "a.json", "b.json"]), {
      name: "UserError",
      message:
        "b.json: Expected the name of a function before its event, but found another event, a.json. " +
        "Name the function first: terraloom dev compress b.json",
    }));
});
