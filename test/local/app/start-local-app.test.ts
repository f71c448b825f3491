import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { LocalApp, LocalAppOptions } from "../../../local/app/local-app.ts";
import { startLocalApp } from "../../../local/app/start-local-app.ts";
import { createCallRecorder } from "../../../local/last-events/call-recorder.ts";
import { zipFiles } from "../../../packaging/zip.ts";
import { SILENT_PROGRESS } from "../../../reporting/progress-bar.ts";
import { createClient } from "../object-store/open-store.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "./synthesized-folder.ts";

/** Reads the object that the event names, by the S3 endpoint of its environment, and says where it runs. */
const READ = `const { request } = require("node:http");
exports.handler = ({ bucket, key }) => new Promise((resolve, reject) => {
  console.log("reading " + key);
  const url = [process.env.AWS_ENDPOINT_URL_S3, bucket, key].join("/");
  request(url, (response) => {
    let text = "";
    response.on("data", (chunk) => { text += chunk; });
    response.on("end", () => resolve({ text, region: process.env.AWS_REGION, greeting: process.env.GREETING }));
  }).on("error", reject).end();
});`;

const DEFINITION = {
  StartAt: "Read",
  States: {
    Read: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "${aws_lambda_alias.read.arn}", "Payload.$": "$" },
      OutputPath: "$.Payload",
      End: true,
    },
  },
};

const PATTERN = {
  source: ["aws.s3"],
  "detail-type": ["Object Created"],
  detail: { object: { key: [{ suffix: ".txt" }] } },
};

function declarations(filename: string) {
  return {
    "aws_s3_bucket.inbox": { bucket: "demo-inbox" },
    "aws_s3_bucket_versioning.inbox": {
      bucket: "${aws_s3_bucket.inbox.id}",
      versioning_configuration: { status: "Enabled" },
    },
    "aws_s3_bucket_notification.inbox": { bucket: "${aws_s3_bucket.inbox.id}", eventbridge: true },
    "aws_s3_bucket.silent": { bucket: "demo-silent" },
    "aws_cloudwatch_event_rule.texts": { name: "texts", event_pattern: JSON.stringify(PATTERN) },
    "aws_cloudwatch_event_target.texts": {
      rule: "${aws_cloudwatch_event_rule.texts.name}",
      arn: "${aws_sfn_state_machine.reader.arn}",
      input_transformer: {
        input_paths: { bucket: "$.detail.bucket.name", key: "$.detail.object.key" },
        input_template: '{"bucket":<bucket>,"key":<key>}',
      },
    },
    "aws_cloudwatch_event_target.alerts": {
      rule: "${aws_cloudwatch_event_rule.texts.name}",
      arn: "${aws_kinesis_stream.alerts.arn}",
    },
    "aws_sfn_state_machine.reader": {
      name: "demo-reader",
      role_arn: "${aws_iam_role.reader.arn}",
      definition: JSON.stringify(DEFINITION),
    },
    "aws_iam_role.reader": { name: "demo-reader" },
    "aws_lambda_function.read": {
      function_name: "demo-read",
      handler: "index.handler",
      filename,
      timeout: 20,
      environment: { variables: { GREETING: "hello" } },
    },
    "aws_lambda_alias.read": {
      function_name: "${aws_lambda_function.read.function_name}",
      function_version: "${aws_lambda_function.read.version}",
      name: "live",
    },
    "aws_kinesis_stream.alerts": { name: "alerts" },
    "aws_cloudwatch_event_rule.nightly": { name: "demo-nightly", schedule_expression: "rate(1 day)" },
    "aws_cloudwatch_event_target.nightly": {
      rule: "${aws_cloudwatch_event_rule.nightly.name}",
      arn: "${aws_sqs_queue.nightly.arn}",
      input: "1",
    },
    "aws_sqs_queue.nightly": { name: "demo-nightly" },
    "aws_cloudwatch_event_archive.uploads": {
      name: "demo-uploads",
      event_source_arn: "arn:aws:events:eu-central-1:000000000000:event-bus/default",
    },
  };
}

const MORE = {
  provider: { aws: [{ alias: "us", region: "us-west-2" }, { region: "eu-central-1" }] },
  output: { inbox: { value: "${aws_s3_bucket.inbox.bucket}" } },
};

describe("a local app", () => {
  let folder: SynthesizedFolder;
  let stop: AbortController;
  let app: LocalApp;
  let client: S3Client;
  let log: string[];

  before(async () => {
    folder = createSynthesizedFolder();
    folder.writeStack(declarations(folder.writeZip("read", { "index.js": READ })), MORE);
    stop = new AbortController();
    log = [];
    app = await startApp({ onLog: ({ functionName, text }) => log.push(`${functionName}: ${text}`) });
    client = createClient(app.endpoint);
  });
  after(async () => {
    client.destroy();
    await app.close();
    folder.remove();
  });

  const startApp = (options: Partial<LocalAppOptions> = {}) =>
    startLocalApp({ ...folder, progress: SILENT_PROGRESS, signal: stop.signal, ...options });
  /** Puts "hi" into a bucket, and gives what that set off. */
  const put = async (bucket: string, key: string) => {
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "hi" }));
    return app.uploadOf(bucket, key, VersionId);
  };

  it("knows its stack, region and outputs", () => {
    const { stackName, region, outputs, endpoint } = app;
    assert.deepEqual([stackName, region, outputs], ["app", "eu-central-1", { inbox: "demo-inbox" }]);
    assert.match(endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("names what it leaves out: resources, and targets that it cannot reach", () => {
    assert.deepEqual(app.unsupported, ["aws_kinesis_stream.alerts", "aws_cloudwatch_event_target.alerts"]);
  });

  it("starts an execution for an object, with a function that reads it", async () => {
    const { executions } = await put("demo-inbox", "a.txt");
    assert.equal(executions.length, 1);
    const { status, output, tasks } = (await executions[0]?.result) ?? {};
    assert.deepEqual(
      [status, output],
      ["SUCCEEDED", { text: "hi", region: "eu-central-1", greeting: "hello" }],
    );
    assert.deepEqual(
      tasks?.map(({ stateName, hasFailed }) => [stateName, hasFailed]),
      [["Read", false]],
    );
    await app.settle();
    const lines = log.map((line) => line.replace(/RequestId: \S+.*/s, "RequestId"));
    assert.deepEqual(lines, [
      "demo-read: START RequestId",
      "demo-read: reading a.txt",
      "demo-read: END RequestId",
      "demo-read: REPORT RequestId",
    ]);
  });

  it("tells what each version of an object set off", async () => {
    const [first, second] = [await put("demo-inbox", "b.txt"), await put("demo-inbox", "b.txt")];
    assert.deepEqual([first.executions.length, second.executions.length], [1, 1]);
    assert.notEqual(first.executions[0], second.executions[0]);
    assert.deepEqual(first.deliveries.map(({ rule, input }) => [rule, input])[1], [
      "texts",
      { bucket: "demo-inbox", key: "b.txt" },
    ]);
    await app.settle();
  });

  it("starts nothing for an object that no rule takes", async () => {
    assert.deepEqual(await put("demo-inbox", "a.pdf"), { deliveries: [], executions: [] });
  });

  it("starts nothing for an object in a bucket that sends no events", async () => {
    assert.deepEqual(await put("demo-silent", "a.txt"), { deliveries: [], executions: [] });
  });

  it("knows nothing of an object that nobody put", () => {
    assert.deepEqual(app.uploadOf("demo-inbox", "c.txt", undefined), { deliveries: [], executions: [] });
  });

  it("reads objects", async () => {
    await put("demo-silent", "d.txt");
    assert.equal(Buffer.from((await app.read("demo-silent", "d.txt")) ?? []).toString(), "hi");
    assert.equal(await app.read("demo-silent", "e.txt"), undefined);
  });

  for (const name of ["read", "demo-read", "arn:aws:lambda:eu-central-1:000000000000:function:demo-read"]) {
    it(`calls a function as ${name}`, async () => {
      await put("demo-silent", "f.txt");
      const { payload, functionError } = await app.invoke(name, { bucket: "demo-silent", key: "f.txt" });
      assert.deepEqual(
        [payload, functionError],
        [{ text: "hi", region: "eu-central-1", greeting: "hello" }, undefined],
      );
    });
  }

  it("notes the calls of functions with the objects that they find, by the functions' names in the app", async () => {
    const recorder = createCallRecorder({ folder: join(folder.workFolder, "held") });
    const other = await startApp({ recorder, isIsolated: true });
    try {
      const otherClient = createClient(other.endpoint);
      await otherClient.send(new PutObjectCommand({ Bucket: "demo-silent", Key: "g.txt", Body: "hi" }));
      otherClient.destroy();
      const event = { bucket: "demo-silent", key: "g.txt" };
      await other.invoke("read", event);
      const [[name, last] = assert.fail()] = recorder.lastEvents;
      assert.deepEqual([name, last.event, last.objects.map(({ key }) => key)], ["read", event, ["g.txt"]]);
      await other.replaceObjects([]);
      assert.equal(await other.read("demo-silent", "g.txt"), undefined);
      await other.replaceObjects(last.objects);
      assert.equal(Buffer.from((await other.read("demo-silent", "g.txt")) ?? []).toString(), "hi");
    } finally {
      await other.close();
    }
  });

  it("runs a function from another zip once that is put in its place", async () => {
    const other = await startApp();
    try {
      const zip = (text: string) =>
        zipFiles([{ path: "index.js", bytes: Buffer.from(`exports.handler = async () => "${text}";`) }]);
      for (const text of ["one", "two"]) {
        await other.replaceZip("assets/read.zip", zip(text));
        assert.equal((await other.invoke("read", {})).payload, text);
      }
      const folders = readdirSync(folder.workFolder).filter((name) =>
        name.startsWith("aws_lambda_function.read@"),
      );
      assert.equal(folders.length, 1);
    } finally {
      await other.close();
    }
  });

  it("sets off a rule with a schedule, and puts archived events once more", async () => {
    const other = await startApp();
    try {
      assert.deepEqual(other.firings(0, 90_000_000), [{ rule: "nightly", atMs: 86_400_000 }]);
      assert.equal(other.fire("nightly").deliveries[0]?.rule, "demo-nightly");
      const otherClient = createClient(other.endpoint);
      await otherClient.send(new PutObjectCommand({ Bucket: "demo-inbox", Key: "h.txt", Body: "hi" }));
      otherClient.destroy();
      const [replayed, ...more] = other.replay("uploads");
      assert.deepEqual(replayed?.deliveries.map(({ rule, input }) => [rule, input])[1], [
        "texts",
        { bucket: "demo-inbox", key: "h.txt" },
      ]);
      assert.deepEqual(more, []);
      await other.runSchedules(0, 90_000_000);
      await other.settle();
      assert.deepEqual(other.waiting(), { nightly: ["1", "1"] });
      assert.deepEqual(other.undelivered, []);
    } finally {
      await other.close();
    }
  });

  it("refuses a rule and an archive that are not there, before anything happens", () => {
    assert.throws(() => app.expectEvents({ scheduled: ["texts"] }), {
      name: "UserError",
      message:
        'Expected a rule with a schedule "texts", but found only nightly. Check the spelling, or declare it.',
    });
    assert.throws(() => app.expectEvents({ archives: ["texts"] }), {
      name: "UserError",
      message: 'Expected an archive "texts", but found only uploads. Check the spelling, or declare it.',
    });
  });

  it("refuses to call a function that is not there", async () => {
    await assert.rejects(app.invoke("write", {}), {
      name: "UserError",
      message: 'Expected a function "write", but found only read. Check the spelling, or declare it.',
    });
  });

  it("refuses a stack that is not there", async () => {
    await assert.rejects(startApp({ stackName: "other" }), {
      name: "UserError",
      message:
        `${folder.outFolder}: Expected a stack "other", but found app. ` +
        "Choose one of them with --stack, or declare it in the app.",
    });
  });

  it("refuses a port that is taken", async () => {
    const port = Number(new URL(app.endpoint).port);
    await assert.rejects(startApp({ port }), {
      name: "UserError",
      message:
        `Expected port ${port} to be free on 127.0.0.1, but found another process listening there. ` +
        "Choose another with --port, or leave it out to take a free one.",
    });
  });

  it("frees its port when it closes", async () => {
    const other = await startApp();
    const port = Number(new URL(other.endpoint).port);
    await other.close();
    const server = createServer();
    await new Promise<void>((resolve, reject) =>
      server.once("error", reject).listen(port, "127.0.0.1", resolve),
    );
    await new Promise((resolve) => server.close(resolve));
  });
});
