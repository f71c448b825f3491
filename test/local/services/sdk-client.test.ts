import assert from "node:assert/strict";
import { sdkSuffix } from "../../../local/services/endpoint-variables.ts";
import { javaName, sdkNames, sdkPackage } from "../../../local/services/sdk-client.ts";

describe("the SDK's client of a service", () => {
  it("is in a package named after it, with the hyphens of one that is installed or known", () => {
    assert.equal(sdkPackage("rekognition", []), "@aws-sdk/client-rekognition");
    assert.equal(sdkPackage("secretsmanager", []), "@aws-sdk/client-secrets-manager");
    assert.equal(sdkPackage("newthing", ["client-s3", "client-new-thing"]), "@aws-sdk/client-new-thing");
  });

  it("is found with an operation's command, however they are spelled", () => {
    const exported = ["SQSClient", "SQS", "SendMessageCommand", "SendMessageBatchCommand"];
    assert.deepEqual(sdkNames(exported, "sqs", "sendMessage"), {
      client: "SQSClient",
      command: "SendMessageCommand",
    });
    assert.deepEqual(sdkNames(exported, "sqs", "fly"), { client: "SQSClient", command: undefined });
  });

  it("has the name that errors of the SDK for Java begin with", () => {
    const names = ["SQSClient", "DynamoDBClient", "SecretsManagerClient", "EC2Client", "S3Client"];
    assert.deepEqual(names.map(javaName), ["Sqs", "DynamoDb", "SecretsManager", "Ec2", "S3"]);
  });

  it("reads its endpoint from a variable named after it", () => {
    assert.deepEqual(["s3", "secretsmanager"].map(sdkSuffix), ["S3", "SECRETS_MANAGER"]);
  });
});
