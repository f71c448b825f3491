import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsError } from "../../../local/bus/aws-error.ts";
import { createServiceCalls } from "../../../local/services/service-calls.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";

/** A client that needs two questions for its job, and tells what it was asked, in the service's own names. */
const CLIENT = `
let started;
let asked = 0;
exports.EMRServerlessClient = class {
  async send({ name, input }) {
    if (name === "start") started = input;
    if (name === "start") return { $metadata: {}, applicationId: input.applicationId, jobRunId: "r-1" };
    asked += 1;
    const state = asked < 2 ? "RUNNING" : "SUCCESS";
    return { $metadata: {}, jobRun: { jobRunId: "r-1", state, asked: input, started } };
  }
  destroy() {}
};
exports.StartJobRunCommand = class { constructor(input) { this.name = "start"; this.input = input; } };
exports.GetJobRunCommand = class { constructor(input) { this.name = "get"; this.input = input; } };
`;

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
    clock: { sleep: async () => {} },
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

  describe("that start a job", () => {
    const RESOURCE = "arn:aws:states:::emr-serverless:startJobRun.sync";
    const endpoints = { emrserverless: "http://127.0.0.1:1" };
    let projectFolder: string;
    before(() => {
      projectFolder = mkdtempSync(join(tmpdir(), "terraloom-jobs-"));
      const folder = join(projectFolder, "node_modules/@aws-sdk/client-emr-serverless");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "package.json"), '{"main":"index.js"}');
      writeFileSync(join(folder, "index.js"), CLIENT);
    });
    after(() => rmSync(projectFolder, { recursive: true }));

    it("ask an endpoint for it until it is over, with the fields that the service and tasks have", async () => {
      const work = callsOf({ endpoints, projectFolder }).named(RESOURCE);
      const input = {
        ApplicationId: "a-1",
        JobDriver: { SparkSubmit: { EntryPoint: "s3://jobs/count.py" } },
      };
      assert.deepEqual(await work?.(call(RESOURCE, input)), {
        JobRunId: "r-1",
        State: "SUCCESS",
        Asked: { ApplicationId: "a-1", JobRunId: "r-1" },
        Started: { ApplicationId: "a-1", JobDriver: { SparkSubmit: { EntryPoint: "s3://jobs/count.py" } } },
      });
    });

    it("are answered from what is canned, as if it were over", async () => {
      const canned = { "emr-serverless:startJobRun": { result: { State: "SUCCESS" } } };
      const work = callsOf({ endpoints, projectFolder, canned }).named(RESOURCE);
      assert.deepEqual(await work?.(call(RESOURCE)), { State: "SUCCESS" });
    });

    it("are undefined at an endpoint where nobody knows how to wait for it", () => {
      const calls = callsOf({ endpoints, projectFolder });
      for (const name of [
        "emr-serverless:startApplication.sync",
        "emr-serverless:startJobRun.sync:2",
        "aws-sdk:emrserverless:startJobRun.sync",
      ]) {
        assert.equal(calls.named(`arn:aws:states:::${name}`), undefined);
      }
    });
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
