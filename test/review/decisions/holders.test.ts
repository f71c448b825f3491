import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { holderDecisions } from "../../../review/decisions/holders.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (type: string, before: object | null, after: object) =>
  decisionLines(
    holderDecisions(
      viewPlan(
        smallPlan([
          { address: `${type}.x`, actions: [before === null ? "create" : "update"], before, after },
        ]),
      ),
    ),
  );

const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

describe("holderDecisions", () => {
  it("names policies that a list of all attachments gains", () => {
    const with_ = (...policy_arns: string[]) => ({ role_name: "worker", policy_arns });
    assert.deepEqual(lines("aws_iam_role_policy_attachments_exclusive", with_(BASIC), with_(ADMIN, BASIC)), [
      `iam: aws_iam_role_policy_attachments_exclusive.x gives the policy ${ADMIN}, which allows far more than one task needs.`,
    ]);
    assert.deepEqual(
      lines("aws_iam_role_policy_attachments_exclusive", with_(ADMIN, BASIC), with_(BASIC)),
      [],
    );
    assert.deepEqual(lines("aws_iam_role_policy_attachments_exclusive", null, with_(BASIC)), []);
    assert.equal(lines("aws_iam_role_policy_attachments_exclusive", null, with_(ADMIN)).length, 1);
  });

  it("names who gets a policy", () => {
    const policy_arn = "arn:aws:iam::111122223333:policy/deploy";
    assert.deepEqual(
      lines("aws_iam_policy_attachment", { policy_arn, roles: ["ci"] }, { policy_arn, roles: ["ci", "web"] }),
      [`iam: aws_iam_policy_attachment.x gives web the policy ${policy_arn}.`],
    );
  });

  it("names who joins a group, and whose tokens are taken", () => {
    assert.deepEqual(
      lines("aws_iam_group_membership", { group: "admins", users: [] }, { group: "admins", users: ["bob"] }),
      ["iam: aws_iam_group_membership.x puts bob into the group admins."],
    );
    assert.deepEqual(lines("aws_iam_user_group_membership", { groups: ["a"] }, { groups: ["b", "a"] }), [
      "iam: aws_iam_user_group_membership.x puts the user into b.",
    ]);
    assert.deepEqual(
      lines(
        "aws_apigatewayv2_authorizer",
        { jwt_configuration: [{ audience: ["app"] }] },
        { jwt_configuration: [{ audience: ["app", "other"] }] },
      ),
      ["iam: aws_apigatewayv2_authorizer.x takes tokens for other."],
    );
  });

  it("names other owners who get at a bucket, users of another pool, and who else signs code", () => {
    const acl = (...ids: string[]) => ({
      access_control_policy: [{ grant: ids.map((id) => ({ grantee: [{ id }] })) }],
    });
    assert.deepEqual(lines("aws_s3_bucket_acl", acl("owner"), acl("owner", "stranger")), [
      "iam: aws_s3_bucket_acl.x gives access to the bucket to stranger.",
    ]);
    const pools = (...provider_arns: string[]) => ({ provider_arns });
    assert.deepEqual(lines("aws_api_gateway_authorizer", pools("pool/a"), pools("pool/a", "pool/b")), [
      "iam: aws_api_gateway_authorizer.x takes tokens of the users of pool/b.",
    ]);
    const may = (...write_attributes: string[]) => ({ write_attributes });
    assert.deepEqual(lines("aws_cognito_user_pool_client", may("name"), may("name", "custom:role")), [
      "iam: aws_cognito_user_pool_client.x lets users change custom:role.",
    ]);
    const signed = (...arns: string[]) => ({ allowed_publishers: [{ signing_profile_version_arns: arns }] });
    assert.deepEqual(lines("aws_lambda_code_signing_config", signed("profile/a"), signed("profile/b")), [
      "iam: aws_lambda_code_signing_config.x takes code signed by profile/b.",
    ]);
  });
});
