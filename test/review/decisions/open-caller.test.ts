import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { exposureDecisions } from "../../../review/decisions/exposure.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (...changes: readonly SmallChange[]) =>
  decisionLines(exposureDecisions(viewPlan(smallPlan(changes))));
const created = (type: string, after: object) => lines({ address: `${type}.x`, actions: ["create"], after });

describe("openCaller", () => {
  it("finds a permission for everybody, unless it is limited", () => {
    assert.equal(created("aws_lambda_permission", { principal: "*" }).length, 1);
    assert.deepEqual(
      created("aws_lambda_permission", { principal: "*", source_account: "111122223333" }),
      [],
    );
  });

  it("finds a service that may call a function for every account, but not with a function that is new", () => {
    const principal = "s3.amazonaws.com";
    const permission: SmallChange = {
      address: "aws_lambda_permission.p",
      actions: ["delete", "create"],
      before: { principal, function_name: "f", source_arn: "arn:aws:s3:::uploads" },
      after: { principal, function_name: "f", source_arn: null },
    };
    assert.deepEqual(lines(permission), [
      "public: aws_lambda_permission.p lets s3.amazonaws.com call the function for every account: neither source_arn nor source_account limits it.",
    ]);
    assert.deepEqual(lines({ ...permission, unknown: { source_arn: true } }), []);
    const of = (action: string): SmallChange => ({
      address: "aws_lambda_function.f",
      actions: [action],
      before: action === "create" ? null : { function_name: "f" },
      after: { function_name: "f" },
    });
    const added: SmallChange = { ...permission, actions: ["create"], before: null };
    assert.equal(lines(added, of("no-op")).length, 1);
    assert.deepEqual(lines(added, of("create")), []);
  });

  it("tells of an address that is opened, and not of the permission that it needs", () => {
    const url: SmallChange = {
      address: "aws_lambda_function_url.u",
      actions: ["create"],
      after: { authorization_type: "NONE", function_name: "f" },
    };
    const permission: SmallChange = {
      address: "aws_lambda_permission.p",
      actions: ["create"],
      after: { principal: "*", function_name: "f", function_url_auth_type: "NONE" },
    };
    assert.deepEqual(lines(url, permission), [
      "public: aws_lambda_function_url.u can be called by everybody on the internet.",
    ]);
    assert.equal(lines({ ...url, actions: ["no-op"], before: url.after }, permission).length, 1);
    const elsewhere = { ...url, after: { authorization_type: "NONE", function_name: "g" } };
    assert.equal(lines(elsewhere, permission).length, 2);
  });
});
