import assert from "node:assert/strict";
import { runDefinition } from "./run-definition.ts";

describe("the history of an execution", () => {
  it("ends a workflow that never ends by the length of its history", async () => {
    const states = { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } };
    const { status, error, cause, events } = await runDefinition({ StartAt: "A", States: states });
    assert.deepEqual(
      { status, error, cause, last: events.at(-1)?.id },
      {
        status: "FAILED",
        error: "States.Runtime",
        cause: "The execution reached the maximum number of history events (25000).",
        last: 25_002,
      },
    );
  });
});
