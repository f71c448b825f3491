import assert from "node:assert/strict";
import { runOne } from "./run-definition.ts";

async function failure(fields: object, input: unknown = {}) {
  const { status, error, cause } = await runOne({ Type: "Fail", ...fields }, input);
  return { status, error, cause };
}

describe("a Fail state", () => {
  it("needs neither error nor cause", async () => {
    assert.deepEqual(await failure({}), { status: "FAILED", error: undefined, cause: undefined });
  });

  it("reads error and cause from its input, cause also from an intrinsic", async () => {
    const fields = { ErrorPath: "$.e", CausePath: "States.Format('{} of {}', $.n, 3)" };
    assert.deepEqual(await failure(fields, { e: "Bad", n: 2 }), {
      status: "FAILED",
      error: "Bad",
      cause: "2 of 3",
    });
  });

  it("evaluates error and cause in JSONata", async () => {
    const fields = {
      QueryLanguage: "JSONata",
      Error: "{% $states.input.e %}",
      Cause: "{% $string($states.input.n) %}",
    };
    assert.deepEqual(await failure(fields, { e: "Bad", n: 2 }), {
      status: "FAILED",
      error: "Bad",
      cause: "2",
    });
  });

  it("refuses an error that is no text", async () => {
    const { error, cause } = await failure({ ErrorPath: "$.e" }, { e: 5 });
    assert.equal(error, "States.Runtime");
    assert.equal(
      cause,
      "An error occurred while executing the state 'One' (entered at the event id #2). " +
        "The ErrorPath field refers to value 5 which is not a string: $.e",
    );
  });

  it("refuses a path that leads nowhere", async () => {
    const { error, cause } = await failure({ CausePath: "$.c" }, { e: 5 });
    assert.equal(error, "States.Runtime");
    assert.equal(
      cause,
      "An error occurred while executing the state 'One' (entered at the event id #2). " +
        "The JSONPath '$.c' specified for the field 'CausePath' could not be found in the input '{\"e\":5}'",
    );
  });
});
