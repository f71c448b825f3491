import assert from "node:assert/strict";
import { AwsError } from "../../../local/bus/aws-error.ts";
import { createServiceCalls } from "../../../local/services/service-calls.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";

function callsOf(more: Partial<Parameters<typeof createServiceCalls>[0]> = {}) {
  const operations = {
    SendMessage: (input: object) => ({ got: input }),
    PurgeQueue: () => {
      throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
    },
  };
  const services = [{ name: "sqs", operations }];
  return createServiceCalls({
    services,
    endpoints: {},
    canned: {},
    region: "eu-west-1",
    projectFolder: ".",
    ...more,
  });
}

function call(resource: string, input: unknown = {}): TaskCall {
  const { signal } = new AbortController();
  return { resource, input, stateName: "Work", context: {}, signal, heartbeat: () => {} };
}

describe("the calls of services", () => {
  it("go to a local service, optimized or through the SDK", async () => {
    for (const resource of ["arn:aws:states:::sqs:sendMessage", "arn:aws:states:::aws-sdk:sqs:sendMessage"]) {
      assert.deepEqual(await callsOf().local(resource)?.(call(resource, { n: 1 })), { got: { n: 1 } });
    }
  });

  it("are undefined for services, operations and jobs that are not there", () => {
    for (const name of [
      "ecs:runTask",
      "sqs:fly",
      "sqs:constructor",
      "aws-sdk:toString:x",
      "sqs:sendMessage.sync",
    ]) {
      assert.equal(callsOf().local(`arn:aws:states:::${name}`), undefined);
    }
  });

  it("fail with the names that Step Functions gives what a service refuses", async () => {
    for (const [sdk, prefix] of [
      ["", "SQS"],
      ["aws-sdk:", "Sqs"],
    ]) {
      const resource = `arn:aws:states:::${sdk}sqs:purgeQueue`;
      await assert.rejects(
        async () => callsOf().local(resource)?.(call(resource)),
        (error: Error & { error?: string }) => {
          assert.equal(error.error, `${prefix}.QueueDoesNotExistException`);
          assert.match(
            String(error.cause),
            /^The specified queue does not exist\. \(Service: Sqs, Status Code: 400, Request ID: [0-9a-f-]{36}\)$/,
          );
          return true;
        },
      );
    }
  });

  it("are answered from what is canned, by operation or resource, waiting for a job or not", async () => {
    const canned = { "ecs:runTask": { result: 1 }, "arn:aws:states:::aws-sdk:iam:listRoles": { result: 2 } };
    const calls = callsOf({ canned });
    const answers = ["ecs:runTask", "ecs:runTask.sync", "aws-sdk:ecs:runTask", "aws-sdk:iam:listRoles"].map(
      (name) => calls.named(`arn:aws:states:::${name}`)?.(call(name)),
    );
    assert.deepEqual(await Promise.all(answers), [1, 1, 1, 2]);
    assert.equal(calls.named("arn:aws:states:::aws-sdk:iam:listUsers"), undefined);
  });

  it("say which package is missing", async () => {
    const calls = callsOf({ endpoints: { secretsmanager: "http://127.0.0.1:1" } });
    const resource = "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue";
    await assert.rejects(async () => calls.named(resource)?.(call(resource)), {
      name: "UserError",
      message:
        'state "Work": Expected the package @aws-sdk/client-secrets-manager, by which the local run calls that service, ' +
        "but found nothing of that name installed. Install it: npm install @aws-sdk/client-secrets-manager",
    });
  });

  it("say which operation a package does not have", async () => {
    const calls = callsOf({ endpoints: { s3: "http://127.0.0.1:1" } });
    const resource = "arn:aws:states:::aws-sdk:s3:fly";
    await assert.rejects(async () => calls.named(resource)?.(call(resource)), {
      name: "UserError",
      message:
        `state "Work": Expected an operation of @aws-sdk/client-s3, but found ${resource}, for which that has no operation fly. ` +
        "Correct the resource, or update the package.",
    });
  });

  it("list what is served", () => {
    const calls = callsOf({
      endpoints: { ecs: "http://127.0.0.1:1" },
      canned: { "iam:listRoles": { result: 1 } },
    });
    assert.deepEqual(calls.served, ["aws-sdk:ecs", "aws-sdk:s3", "aws-sdk:sqs", "iam:listRoles"]);
  });
});
