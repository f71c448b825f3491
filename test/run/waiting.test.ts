import assert from "node:assert/strict";
import { dirname } from "node:path";
import { createSynthesizedFolder, type SynthesizedFolder } from "../local/app/synthesized-folder.ts";
import type { Declarations } from "../local/synthesized/declared-stack.ts";
import { createProject, startCommand, writeProject } from "./dev-process.ts";

const PATTERN = { source: ["aws.s3"], detail: { bucket: { name: ["photos"] } } };

/** What the image pipeline ends with. */
const PROCESSED = {
  Type: "Pass",
  Parameters: {
    status: "processed",
    folder: "photos/1/",
    pictures: [],
    documents: [],
    labels: [],
    notes: [],
  },
  End: true,
};
const PUT = "arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken";
const ITEM = { TableName: "asked", Item: { id: { "S.$": "$$.Task.Token" } } };

const SCAN = {
  Type: "Task",
  Resource: "arn:aws:states:::aws-sdk:dynamodb:scan",
  Parameters: { TableName: "asked" },
};
/** Sends back all tokens that were scanned. */
const SEND_ALL = {
  Type: "Map",
  ItemsPath: "$.Items",
  Iterator: {
    StartAt: "Send",
    States: {
      Send: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
        Parameters: { "TaskToken.$": "$.id.S", Output: "{}" },
        End: true,
      },
    },
  },
};

function machine(name: string, states: object): Declarations {
  const definition = JSON.stringify({ StartAt: "First", States: states });
  return { [`aws_sfn_state_machine.${name}`]: { name, role_arn: "arn:role", definition } };
}

/** A stack of which each photo becomes one execution with these states, and tokens can be kept. */
const declarations = (states: object): Declarations => ({
  "aws_s3_bucket.photos": { bucket: "photos" },
  "aws_s3_bucket_notification.photos": { bucket: "photos", eventbridge: true },
  "aws_s3_bucket.results": { bucket: "results" },
  "aws_dynamodb_table.asked": {
    name: "asked",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
  },
  "aws_cloudwatch_event_rule.photos": { name: "photos", event_pattern: JSON.stringify(PATTERN) },
  "aws_cloudwatch_event_target.photos": { rule: "photos", arn: "${aws_sfn_state_machine.pipeline.arn}" },
  ...machine("pipeline", states),
});
const OUTPUTS = {
  output: { uploads_bucket: { value: "photos" }, results_bucket: { value: "results" } },
};

describe("terraloom run with executions that wait", () => {
  let folder: SynthesizedFolder;
  beforeEach(() => {
    folder = createSynthesizedFolder();
    createProject(dirname(folder.outFolder), { "cdktf.json": '{"app":"true"}', "cat.jpg": "cat" });
  });
  afterEach(() => folder.remove());

  const writeStack = (states: object, more: Declarations = {}) =>
    folder.writeStack({ ...declarations(states), ...more }, OUTPUTS);

  async function run(...args: readonly string[]) {
    const command = startCommand(dirname(folder.outFolder), ["run", ...args]);
    const output = await command.until(/results in out\n/);
    const { exitCode } = await command.end();
    return { exitCode, output };
  }

  it("takes a Wait of three years at once where that is asked for", async () => {
    writeStack({ First: { Type: "Wait", Seconds: 99_999_999, Next: "Last" }, Last: PROCESSED });
    const { exitCode, output } = await run("cat.jpg", "--skip-waits");
    assert.match(output, /1 of 1 succeeded; results in out\n$/);
    assert.equal(exitCode, 0);
  });

  it("says of a long wait that it is one, and how it can be skipped", async () => {
    folder.writeStack(declarations({ First: { Type: "Wait", Seconds: 3600, End: true } }), OUTPUTS);
    const command = startCommand(dirname(folder.outFolder), ["run", "cat.jpg"], { COLUMNS: "500" });
    await command.until(/^Nothing is left to do but to wait 3[56]\d\d s; --skip-waits would take no time\n/m);
    await command.end("SIGINT");
  });

  it("ends, and says why, where nobody can send a token any more", async () => {
    const First = { Type: "Task", Resource: PUT, Parameters: ITEM, Next: "Last" };
    writeStack({ First, Last: PROCESSED });
    const { exitCode, output } = await run("cat.jpg");
    const id = "[0-9a-f-]{36}";
    assert.match(
      output,
      new RegExp(
        `^Execution "${id}": state "First" waits for its task token, which nothing is left to send in this run\\. ` +
          "Send the token by SendTaskSuccess from a function, or give the state a TimeoutSeconds or HeartbeatSeconds\\.\n" +
          "0 of 1 succeeded; results in out\n$",
        "m",
      ),
    );
    assert.equal(exitCode, 1);
  });

  it("sets off a schedule before it gives up, and goes on where that sends the token", async () => {
    const nightly = {
      ...machine("nightly", { First: { ...SCAN, Next: "Each" }, Each: { ...SEND_ALL, End: true } }),
      "aws_cloudwatch_event_rule.nightly": { name: "nightly", schedule_expression: "rate(1 day)" },
      "aws_cloudwatch_event_target.nightly": {
        rule: "nightly",
        arn: "${aws_sfn_state_machine.nightly.arn}",
        input: "{}",
      },
    };
    const First = { Type: "Task", Resource: PUT, Parameters: ITEM, Next: "Last" };
    writeStack({ First, Last: PROCESSED }, nightly);
    const { exitCode, output } = await run("cat.jpg", "--fire", "nightly");
    assert.match(output, /1 of 1 succeeded; results in out\n$/);
    assert.equal(exitCode, 0);
  });

  it("lets one photo be what another one waits for, however few are under way at once", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.txt`);
    writeProject(dirname(folder.outFolder), Object.fromEntries(names.map((name) => [name, name])));
    const First = {
      Type: "Choice",
      Choices: [{ Variable: "$.detail.object.key", StringEquals: "uploads/39.txt", Next: "Open" }],
      Default: "Ask",
    };
    const Ask = { Type: "Task", Resource: PUT, Parameters: ITEM, ResultPath: "$.sent", Next: "Last" };
    const Open = { ...SCAN, Next: "Each" };
    writeStack({ First, Ask, Open, Each: { ...SEND_ALL, Next: "Last" }, Last: PROCESSED });
    const { exitCode, output } = await run("cat.jpg", ...names);
    assert.match(output, /41 of 41 succeeded; results in out\n$/);
    assert.equal(exitCode, 0);
  });
});
