import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { LocalApp } from "../../../local/app/local-app.ts";
import { startLocalApp } from "../../../local/app/start-local-app.ts";
import { findPython } from "../../../local/lambda/find-python.ts";
import { SILENT_PROGRESS } from "../../../reporting/progress-bar.ts";
import { hasPython } from "../lambda/has-python.ts";
import { createClient } from "../object-store/open-store.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "./synthesized-folder.ts";

/** Reads an object by the S3 endpoint of its environment, as `urllib` does. */
const READ = `
import os
from urllib.request import urlopen
def handler(event, context):
    url = "/".join([os.environ["AWS_ENDPOINT_URL_S3"], event["bucket"], event["key"]])
    with urlopen(url) as response:
        return {"text": response.read().decode(), "greeting": os.environ["GREETING"]}
`;

/** The same with the AWS SDK, and writes what it has read. */
const COPY = `
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    body = s3.get_object(Bucket=event["bucket"], Key=event["key"])["Body"].read()
    s3.put_object(Bucket=event["bucket"], Key="copy", Body=body.upper())
    return body.decode()
`;

const DEFINITION = {
  StartAt: "Read",
  States: {
    Read: { Type: "Task", Resource: "${aws_lambda_function.read.arn}", Next: "Report" },
    Report: { Type: "Task", Resource: "${aws_lambda_function.report.arn}", End: true },
  },
};

const NOT_RUN =
  "demo-report: Expected a function for Node.js or Python, which the local run can call, but found one for java21. " +
  "Try that one in AWS, or leave out what calls it.";

describe("a local app with functions for other languages than JavaScript", () => {
  const stop = new AbortController();
  let folder: SynthesizedFolder;
  let app: LocalApp;

  before(async () => {
    folder = createSynthesizedFolder();
    // Of another version the run would say so.
    const version = hasPython() ? (await findPython(process.env)).version : "3.13";
    const runtime = `python${version}`;
    const python = (name: string, source: string) => ({
      function_name: `demo-${name}`,
      runtime,
      handler: "app.handler",
      filename: folder.writeZip(name, { "app.py": source }),
      timeout: 20,
      environment: { variables: { GREETING: "hello" } },
    });
    folder.writeStack({
      "aws_s3_bucket.inbox": { bucket: "demo-inbox" },
      "aws_s3_bucket_notification.inbox": { bucket: "demo-inbox", eventbridge: true },
      "aws_cloudwatch_event_rule.texts": { name: "texts", event_pattern: '{"source":["aws.s3"]}' },
      "aws_cloudwatch_event_target.texts": {
        rule: "texts",
        arn: "${aws_sfn_state_machine.reader.arn}",
        input_transformer: {
          input_paths: { bucket: "$.detail.bucket.name", key: "$.detail.object.key" },
          input_template: '{"bucket":<bucket>,"key":<key>}',
        },
      },
      "aws_sfn_state_machine.reader": {
        name: "reader",
        role_arn: "role",
        definition: JSON.stringify(DEFINITION),
      },
      "aws_lambda_function.read": python("read", READ),
      "aws_lambda_function.copy": python("copy", COPY),
      "aws_lambda_function.report": {
        function_name: "demo-report",
        runtime: "java21",
        handler: "Report::handle",
        filename: "assets/report.jar",
      },
      "aws_lambda_function.scan": { function_name: "demo-scan", package_type: "Image", image_uri: "scan:1" },
    });
    app = await startLocalApp({ ...folder, progress: SILENT_PROGRESS, signal: stop.signal });
  });
  after(async () => {
    await app.close();
    folder.remove();
  });

  const put = async (key: string) => {
    const client = createClient(app.endpoint);
    const { VersionId } = await client.send(
      new PutObjectCommand({ Bucket: "demo-inbox", Key: key, Body: "hi" }),
    );
    client.destroy();
    return app.uploadOf("demo-inbox", key, VersionId);
  };

  it("starts, and names the functions that it leaves out with their runtimes", () => {
    assert.deepEqual(app.unsupported, [
      "aws_lambda_function.report (java21)",
      "aws_lambda_function.scan (container image)",
    ]);
  });

  it("refuses to call those", async () => {
    await assert.rejects(app.invoke("report", {}), { name: "UserError", message: NOT_RUN });
  });

  it("calls a function for Python", async function () {
    if (!hasPython()) this.skip();
    await put("a.txt");
    const { payload } = await app.invoke("read", { bucket: "demo-inbox", key: "a.txt" });
    assert.deepEqual(payload, { text: "hi", greeting: "hello" });
    await app.settle();
  });

  it("runs it as a step, and fails at the step that it cannot run, with the reason", async function () {
    if (!hasPython()) this.skip();
    const { executions } = await put("b.txt");
    const { status, error, cause, tasks } = (await executions[0]?.result) ?? {};
    assert.deepEqual([status, error], ["FAILED", "Terraloom.NotRunLocally"]);
    assert.equal(JSON.parse(cause ?? "").errorMessage, NOT_RUN);
    assert.deepEqual(
      tasks?.map(({ stateName, hasFailed }) => [stateName, hasFailed]),
      [
        ["Read", false],
        ["Report", true],
      ],
    );
    await app.settle();
  });

  it("leads the unmodified AWS SDK for Python to its buckets", async function () {
    if (spawnSync("python3", ["-c", "import boto3"]).status !== 0) this.skip();
    await put("c.txt");
    const { payload } = await app.invoke("copy", { bucket: "demo-inbox", key: "c.txt" });
    assert.equal(payload, "hi");
    assert.equal(Buffer.from((await app.read("demo-inbox", "copy")) ?? []).toString(), "HI");
    await app.settle();
  });
});
