import assert from "node:assert/strict";
import { isBroadManagedPolicy } from "../../../review/policies/is-broad-managed-policy.ts";

describe("isBroadManagedPolicy", () => {
  for (const name of [
    "AdministratorAccess",
    "PowerUserAccess",
    "IAMFullAccess",
    "AmazonS3FullAccess",
    "job-function/SystemAdministrator",
    "AmazonDynamoDBFullAccess_v2",
    "AdministratorAccess-Amplify",
  ]) {
    it(`is true of ${name}`, () => {
      assert.equal(isBroadManagedPolicy(`arn:aws:iam::aws:policy/${name}`), true);
    });
  }

  for (const arn of [
    "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "arn:aws:iam::111122223333:policy/AdministratorAccess",
    "AdministratorAccess",
    "",
  ]) {
    it(`is false of ${JSON.stringify(arn)}`, () => {
      assert.equal(isBroadManagedPolicy(arn), false);
    });
  }
});
