import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../review/decisions/protections.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (...changes: readonly SmallChange[]) =>
  decisionLines(protectionDecisions(viewPlan(smallPlan(changes))));

const rule = (days: number, prefix: string, more: object = {}) => ({
  id: "tmp",
  status: "Enabled",
  filter: [{ prefix, tag: [], object_size_greater_than: null }],
  expiration: [{ days, date: null }],
  ...more,
});
const lifecycle = (before: readonly object[] | null, after: readonly object[]): SmallChange => ({
  address: "aws_s3_bucket_lifecycle_configuration.x",
  actions: [before === null ? "create" : "update"],
  before: before === null ? null : { bucket: "b", rule: before },
  after: { bucket: "b", rule: after },
});

describe("the lifecycle of a bucket's objects", () => {
  it("says that they are deleted sooner", () => {
    assert.deepEqual(lines(lifecycle([rule(90, "tmp/")], [rule(1, "tmp/")])), [
      "protection: aws_s3_bucket_lifecycle_configuration.x deletes sooner, or more: objects after 1 day, not 90 (tmp).",
    ]);
    assert.deepEqual(lines(lifecycle([rule(1, "tmp/")], [rule(90, "tmp/")])), []);
  });

  it("says that others are deleted too", () => {
    assert.deepEqual(lines(lifecycle([rule(90, "tmp/")], [rule(90, "")])), [
      "protection: aws_s3_bucket_lifecycle_configuration.x deletes sooner, or more: objects after 90 days (tmp).",
    ]);
    assert.deepEqual(lines(lifecycle([rule(90, "")], [rule(90, "tmp/")])), [], "narrower");
  });

  it("asks nothing where a rule is renamed or switched off, or a filter is written in another way", () => {
    assert.deepEqual(lines(lifecycle([rule(90, "tmp/")], [rule(90, "tmp/", { id: "other" })])), []);
    assert.deepEqual(lines(lifecycle([], [rule(1, "", { status: "Disabled" })])), []);
    const old = { ...rule(90, ""), filter: [], prefix: "tmp/" };
    assert.deepEqual(lines(lifecycle([old], [rule(90, "tmp/")])), []);
  });

  it("counts for a bucket that was there, not for a new one", () => {
    assert.equal(lines(lifecycle(null, [rule(30, "")])).length, 1);
    const bucket: SmallChange = { address: "aws_s3_bucket.b", actions: ["create"], after: { bucket: "b" } };
    assert.deepEqual(lines(bucket, lifecycle(null, [rule(30, "")])), []);
  });

  it("names a date from which on objects are deleted, and how many old versions are still kept", () => {
    const rule = (more: object) => ({ rule: [{ id: "r", status: "Enabled", filter: [], ...more }] });
    const found = (before: object, after: object) =>
      lines({ address: "aws_s3_bucket_lifecycle_configuration.x", before, after });
    const until = (date: string | null) => rule({ expiration: [{ date, days: 0 }] });
    assert.deepEqual(found(until(null), until("2027-01-31T00:00:00Z")), [
      "protection: aws_s3_bucket_lifecycle_configuration.x deletes sooner, or more: objects from 2027-01-31 on (r).",
    ]);
    const keeps = (newer_noncurrent_versions: number) =>
      rule({ noncurrent_version_expiration: [{ noncurrent_days: 30, newer_noncurrent_versions }] });
    assert.deepEqual(found(keeps(10), keeps(2)), [
      "protection: aws_s3_bucket_lifecycle_configuration.x deletes sooner, or more: old versions after 30 days, but for the newest 2 (r).",
    ]);
    assert.deepEqual(found(keeps(2), keeps(10)), []);
  });
});

describe("the threshold of an alarm", () => {
  const alarm = (threshold: number, comparison_operator = "GreaterThanThreshold") => ({
    threshold,
    comparison_operator,
  });
  const found = (before: object, after: object) =>
    lines({ address: "aws_cloudwatch_metric_alarm.x", before, after });

  it("is looser further away", () => {
    assert.deepEqual(found(alarm(1), alarm(100)), [
      "protection: aws_cloudwatch_metric_alarm.x alarms later (threshold: 1 → 100).",
    ]);
    assert.deepEqual(found(alarm(100), alarm(1)), []);
    assert.equal(found(alarm(5, "LessThanThreshold"), alarm(1, "LessThanThreshold")).length, 1);
  });

  it("says where it is on the other side", () => {
    assert.deepEqual(found(alarm(1), alarm(1, "LessThanThreshold")), [
      "protection: aws_cloudwatch_metric_alarm.x alarms in other cases (comparison_operator: GreaterThanThreshold → LessThanThreshold).",
    ]);
  });
});
