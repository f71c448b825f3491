import assert from "node:assert/strict";
import { watchedEntries } from "../../../cli/dev/watched-entries.ts";
import { functionEntry, sourceLayerEntry } from "./manifest-entry.ts";

describe("the functions and layers that are watched", () => {
  const entries = [
    functionEntry("greet", { layers: ["app/kit"] }),
    functionEntry("leave"),
    sourceLayerEntry("kit"),
    sourceLayerEntry("unused"),
    functionEntry("greet", { stack: "other" }),
  ];
  const ids = (...names: readonly string[]) => watchedEntries(entries, "app", names).map(({ id }) => id);

  it("are all of the stack", () =>
    assert.deepEqual(ids(), ["app/greet", "app/leave", "app/kit", "app/unused"]));

  it("are those that are named, with their layers", () =>
    assert.deepEqual(ids("greet"), ["app/greet", "app/kit"]));

  it("cannot be what the app has not", () =>
    assert.throws(() => ids("greet", "kit"), {
      name: "UserError",
      message: 'Expected a function "kit", but found only greet, leave. Check the spelling, or declare it.',
    }));

  it("cannot be anything in an app without functions", () =>
    assert.throws(() => watchedEntries([], "app", ["greet"]), {
      name: "UserError",
      message: 'Expected a function "greet", but found none at all. Check the spelling, or declare it.',
    }));
});
