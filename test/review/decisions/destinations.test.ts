import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { destinationDecisions } from "../../../review/decisions/destinations.ts";
import { DESTINATION_RULES } from "../../../review/decisions/rules/destination-rules.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const OWN = "111122223333";
const bus = (account: string) => `arn:aws:events:eu-west-1:${account}:event-bus/orders`;

const lines = (change: SmallChange, account: string | undefined = OWN) =>
  decisionLines(destinationDecisions(viewPlan(smallPlan([change])), account));
const target = (after: object, before?: object): SmallChange => ({
  address: "aws_cloudwatch_event_target.t",
  actions: [before === undefined ? "create" : "update"],
  before: before ?? null,
  after,
});

describe("destinationDecisions", () => {
  it("finds events that go to another account from now on", () => {
    const said = [
      "iam: aws_cloudwatch_event_target.t sends events to another account: arn:aws:events:eu-west-1:999988887777:event-bus/orders.",
    ];
    assert.deepEqual(lines(target({ arn: bus("999988887777") })), said);
    assert.deepEqual(lines(target({ arn: bus("999988887777") }, { arn: bus(OWN) })), said);
  });

  it("asks nothing of the plan's own account, or of one that got the events before", () => {
    assert.deepEqual(lines(target({ arn: bus(OWN) })), []);
    const other = { arn: `${bus("999988887777")}-2` };
    assert.deepEqual(lines(target(other, { arn: bus("999988887777") })), []);
  });

  it("takes the account of before for its own where nothing tells, and says nothing of what is new then", () => {
    const view = (change: SmallChange) =>
      destinationDecisions(viewPlan(smallPlan([change])), undefined).length;
    assert.equal(view(target({ arn: bus("999988887777") })), 0);
    assert.equal(view(target({ arn: bus("999988887777") }, { arn: bus(OWN) })), 1);
  });

  it("finds a layer of another account in a function that was there", () => {
    const layer = (account: string, version: number) => ({
      layers: [`arn:aws:lambda:eu-west-1:${account}:layer:agent:${version}`],
    });
    const change = (before: object | null, after: object): SmallChange => ({
      address: "aws_lambda_function.f",
      actions: [before === null ? "create" : "update"],
      before,
      after,
    });
    assert.deepEqual(lines(change(layer(OWN, 1), layer("999988887777", 1))), [
      "iam: aws_lambda_function.f runs code in a layer of another account: arn:aws:lambda:eu-west-1:999988887777:layer:agent:1.",
    ]);
    assert.deepEqual(lines(change(layer("999988887777", 1), layer("999988887777", 2))), []);
    assert.deepEqual(lines(change(null, layer("999988887777", 1))), []);
  });

  it("finds an image of another account's registry", () => {
    const image = (account: string) => ({ image_uri: `${account}.dkr.ecr.eu-west-1.amazonaws.com/orders:1` });
    const change = (after: object) => ({ address: "aws_lambda_function.f", before: image(OWN), after });
    assert.deepEqual(lines(change(image("999988887777"))), [
      "iam: aws_lambda_function.f runs an image of another account: 999988887777.dkr.ecr.eu-west-1.amazonaws.com/orders:1.",
    ]);
    assert.deepEqual(lines(change({ image_uri: `${image(OWN).image_uri}1` })), []);
  });

  it("looks through all rules of a replication, and names each account once", () => {
    const rule = (account: string | null) => ({ destination: [{ bucket: "arn:aws:s3:::copies", account }] });
    assert.deepEqual(
      lines({
        address: "aws_s3_bucket_replication_configuration.r",
        before: { rule: [rule(null)] },
        after: { rule: [rule(null), rule("999988887777"), rule("999988887777"), rule("444455556666")] },
      }),
      [
        "iam: aws_s3_bucket_replication_configuration.r copies objects to other accounts: 999988887777, 444455556666.",
      ],
    );
  });

  it("reads accounts in a JSON text and in a list with commas", () => {
    assert.deepEqual(
      lines({
        address: "aws_cloudwatch_log_account_policy.p",
        actions: ["create"],
        after: {
          policy_document: JSON.stringify({
            DestinationArn: "arn:aws:logs:eu-west-1:999988887777:destination:d",
          }),
        },
      }),
      [
        "iam: aws_cloudwatch_log_account_policy.p passes logs on to another account: arn:aws:logs:eu-west-1:999988887777:destination:d.",
      ],
    );
    assert.deepEqual(
      lines({
        address: "aws_ssm_document.d",
        before: { permissions: { account_ids: OWN } },
        after: { permissions: { account_ids: `${OWN},999988887777` } },
      }),
      ["iam: aws_ssm_document.d shares the document with another account: 999988887777."],
    );
  });

  it("has a path for each attribute that leads to what it names", () => {
    for (const { type, path } of DESTINATION_RULES.filter(({ evenNew }) => evenNew)) {
      const name = /^\^(aws_\w+)\$$/.exec(type.source)?.[1];
      if (name === undefined) continue;
      const value = path
        .split(".")
        .reduceRight<unknown>((inner, step) => ({ [step]: inner }), "999988887777");
      assert.equal(
        lines({ address: `${name}.x`, actions: ["create"], after: value as object }).length,
        1,
        `${name} ${path}`,
      );
    }
  });
});
