import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../review/decisions/protections.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const group = (name: string, value: string) => ({ parameter: [{ name, value }] });
const lines = (before: object, after: object) =>
  decisionLines(
    protectionDecisions(viewPlan(smallPlan([{ address: "aws_db_parameter_group.x", before, after }]))),
  );

describe("plainConnections", () => {
  it("finds parameters that no longer refuse connections without TLS", () => {
    const said = (name: string) => [
      `protection: aws_db_parameter_group.x lets its databases be called without encryption (parameter ${name}).`,
    ];
    assert.deepEqual(lines(group("rds.force_ssl", "1"), group("rds.force_ssl", "0")), said("rds.force_ssl"));
    assert.deepEqual(lines(group("require_secure_transport", "ON"), {}), said("require_secure_transport"));
    assert.deepEqual(lines(group("tls", "enabled"), group("tls", "disabled")), said("tls"));
  });

  it("asks nothing the other way round, or of other parameters", () => {
    assert.deepEqual(lines(group("rds.force_ssl", "0"), group("rds.force_ssl", "1")), []);
    assert.deepEqual(lines(group("log_statement", "1"), group("log_statement", "0")), []);
  });
});
