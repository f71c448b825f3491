import assert from "node:assert/strict";
import { fewerArchivedEvents } from "../../../review/decisions/fewer-archived-events.ts";
import { smallPlan } from "../small-plan.ts";

function found(before: string | null, after: string | null): string | undefined {
  const { changes } = smallPlan([
    {
      address: "aws_cloudwatch_event_archive.x",
      before: { event_pattern: before },
      after: { event_pattern: after },
    },
  ]);
  return changes[0] && fewerArchivedEvents(changes[0]);
}

const both = '{"source":["shop","stall"]}';
const one = '{"source":["shop"]}';

describe("fewerArchivedEvents", () => {
  it("finds an archive whose pattern leaves out what it kept", () => {
    assert.equal(found(both, one), "no longer keeps some of the events that it kept");
    assert.equal(found(null, one), "no longer keeps all events, but those of a pattern");
    assert.equal(found(both, "no JSON"), "keeps other events, perhaps fewer");
  });

  it("asks nothing of one that keeps more, or the same", () => {
    assert.equal(found(one, both), undefined);
    assert.equal(found(one, null), undefined);
    assert.equal(found(both, '{"source":["stall","shop"]}'), undefined);
  });
});
