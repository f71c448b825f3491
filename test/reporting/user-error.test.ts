import assert from "node:assert/strict";
import { UserError } from "../../reporting/user-error.ts";

describe("a user's mistake", () => {
  const parts = { at: "a.ts", expected: "one", found: "none", advice: "Add it." };

  it("is one sentence and what to do", () => {
    assert.equal(new UserError(parts).message, "a.ts: Expected one, but found none. Add it.");
    const { at: _, ...placeless } = parts;
    assert.equal(new UserError(placeless).message, "Expected one, but found none. Add it.");
  });

  it("has its details in lines below", () => {
    const error = new UserError({ ...parts, details: ["    1 │ a", "      ╵ ^"] });
    assert.equal(error.message, "a.ts: Expected one, but found none. Add it.\n    1 │ a\n      ╵ ^");
    assert.equal(error.stack, error.message); // what Node prints where nobody catches it
  });

  it("is the same on the other side of a process border, and whatever is put before its message", () => {
    const error = new UserError({ ...parts, details: ["more"] });
    const { message } = error;
    error.message = `Resolution error: ${error.message}`;
    assert.equal(error.message, message);
    assert.equal(new UserError(JSON.parse(JSON.stringify(error.parts))).message, message);
  });
});
