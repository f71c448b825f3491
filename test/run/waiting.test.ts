import assert from "node:assert/strict";
import { dirname } from "node:path";
import { createSynthesizedFolder, type SynthesizedFolder } from "../local/app/synthesized-folder.ts";
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
const PUT = "arn:aws:states:::dynamodb:putItem.waitForTaskToken";
const ITEM = { TableName: "asked", Item: { id: { "S.$": "$$.Task.Token" } } };

/** A stack of which each photo becomes one execution with these states, and tokens can be kept. */
const declarations = (states: object) => ({
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
  "aws_sfn_state_machine.pipeline": {
    name: "pipeline",
    role_arn: "arn:role",
    definition: JSON.stringify({ StartAt: "First", States: states }),
  },
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

  async function run(states: object, ...args: readonly string[]) {
    folder.writeStack(declarations(states), OUTPUTS);
    const project = dirname(folder.outFolder);
    const command = startCommand(project, ["run", "cat.jpg", ...args], { COLUMNS: "500" });
    const output = await command.until(/results in out\n/);
    const { exitCode } = await command.end();
    return { exitCode, output };
  }

  it("takes a Wait of three years at once where that is asked for", async () => {
    const { exitCode, output } = await run(
      { First: { Type: "Wait", Seconds: 99_999_999, Next: "Last" }, Last: PROCESSED },
      "--skip-waits",
    );
    assert.match(output, /1 of 1 succeeded; results in out\n$/);
    assert.equal(exitCode, 0);
  });

  it("says of a long wait that it is one, and how it can be skipped", async () => {
    folder.writeStack(declarations({ First: { Type: "Wait", Seconds: 3600, End: true } }), OUTPUTS);
    const command = startCommand(dirname(folder.outFolder), ["run", "cat.jpg"], { COLUMNS: "500" });
    await command.until(/^Nothing is left to do but to wait 3600 s; --skip-waits would take no time\n/m);
    await command.end("SIGINT");
  });

  it("ends, and says why, where nobody can send a token any more", async () => {
    const First = { Type: "Task", Resource: PUT, Parameters: ITEM, Next: "Last" };
    const { exitCode, output } = await run({ First, Last: PROCESSED });
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

  it("lets one photo be what another one waits for, however few are under way at once", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.txt`);
    writeProject(dirname(folder.outFolder), Object.fromEntries(names.map((name) => [name, name])));
    const First = {
      Type: "Choice",
      Choices: [{ Variable: "$.detail.object.key", StringEquals: "uploads/39.txt", Next: "Open" }],
      Default: "Ask",
    };
    const Ask = { Type: "Task", Resource: PUT, Parameters: ITEM, ResultPath: "$.sent", Next: "Last" };
    const List = {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:dynamodb:scan",
      Parameters: { TableName: "asked" },
      Next: "Each",
    };
    const send = {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
      Parameters: { "TaskToken.$": "$.id.S", Output: "{}" },
      End: true,
    };
    const Iterator = { StartAt: "Send", States: { Send: send } };
    const Each = { Type: "Map", ItemsPath: "$.Items", Iterator, Next: "Last" };
    const { exitCode, output } = await run({ First, Ask, Open: List, Each, Last: PROCESSED }, ...names);
    assert.match(output, /41 of 41 succeeded; results in out\n$/);
    assert.equal(exitCode, 0);
  });
});
