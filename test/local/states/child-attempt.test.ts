import assert from "node:assert/strict";
import { type ChildAttempt, isFinal } from "../../../local/states/child-attempt.ts";
import { createProgress } from "../../../local/states/progress.ts";

const TWO_WEEKS_MS = 14 * 24 * 3_600_000;

/** A child that has failed at 0. */
function failed(fields: Partial<ChildAttempt> = {}): ChildAttempt {
  const about = { executionArn: "arn", stateMachineArn: "machine", name: "child", input: 1 };
  return {
    name: "child",
    startMs: 0,
    redriveCount: 0,
    progress: createProgress(),
    events: undefined,
    eventCount: 7,
    ended: { ...about, status: "FAILED", startMs: 0, stopMs: 0, redriveCount: 0 },
    ...fields,
  };
}

describe("a child execution that has failed", () => {
  it("may be redriven for two weeks", () => {
    assert.equal(isFinal(failed(), TWO_WEEKS_MS), false);
    assert.equal(isFinal(failed(), TWO_WEEKS_MS + 1), true);
  });

  it("may be redriven as long as its history has room for two events", () => {
    assert.equal(isFinal(failed({ eventCount: 24_998 }), 0), false);
    assert.equal(isFinal(failed({ eventCount: 24_999 }), 0), true);
  });

  it("begins anew at any time where it is an Express one", () => {
    const express = failed({ progress: undefined, eventCount: 24_999 });
    assert.equal(isFinal(express, TWO_WEEKS_MS + 1), false);
  });
});
