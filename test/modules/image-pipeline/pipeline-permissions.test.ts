import assert from "node:assert/strict";
import { ImagePipeline } from "../../../modules/image-pipeline/image-pipeline.ts";
import { type StatementJson, statementsOf } from "../granted-statements.ts";
import { type StackJson, synthesizedStack } from "../synthesized-app.ts";

const UPLOADS = "${aws_s3_bucket.uploads.arn}";
const RESULTS = "${aws_s3_bucket.results.arn}";

function allow(Sid: string, Action: readonly string[], ...Resource: readonly string[]): StatementJson {
  return { Sid, Effect: "Allow", Action, Resource };
}

function reading(sid: string, keys: string): StatementJson {
  return allow(sid, ["s3:GetObject", "s3:GetObjectVersion"], keys);
}

function writing(sid: string, keys: string): StatementJson {
  return allow(sid, ["s3:PutObject"], keys);
}

const LIST_UPLOADS = allow("ListUploads", ["s3:ListBucket"], UPLOADS);
const LIST_RESULTS = allow("ListResults", ["s3:ListBucket"], RESULTS);
const READ_UPLOADS = reading("ReadUploads", `${UPLOADS}/uploads/*`);
const READ_CLAIMS = reading("ReadClaims", `${RESULTS}/claims/*`);

const IMPROVING = [
  reading("ReadWorkingCopies", `${RESULTS}/working/*`),
  writing("WritePictures", `${RESULTS}/pictures/*`),
  LIST_RESULTS,
];

/** What each function may do beyond what all may. */
const GRANTED: Readonly<Record<string, readonly StatementJson[]>> = {
  inspect: [
    READ_UPLOADS,
    LIST_UPLOADS,
    READ_CLAIMS,
    writing("WriteClaims", `${RESULTS}/claims/*`),
    LIST_RESULTS,
  ],
  prepare: [READ_UPLOADS, LIST_UPLOADS, writing("WriteWorkingCopies", `${RESULTS}/working/*`)],
  compress: IMPROVING,
  crop: IMPROVING,
  filter: IMPROVING,
  recognize: [...IMPROVING, allow("DetectLabels", ["rekognition:DetectLabels"], "*")],
  catalog: [
    READ_UPLOADS,
    LIST_UPLOADS,
    READ_CLAIMS,
    LIST_RESULTS,
    writing("WriteRecords", `${RESULTS}/catalog/*`),
    writing("WriteRejected", `${RESULTS}/rejected/*`),
    allow(
      "Clear",
      ["s3:DeleteObject"],
      `${RESULTS}/claims/*`,
      `${RESULTS}/pictures/*`,
      `${RESULTS}/working/*`,
    ),
  ],
  notify: [
    writing("WriteResults", `${RESULTS}/notices/*`),
    allow("SendMessages", ["sqs:SendMessage"], "${aws_sqs_queue.notify_failures.arn}"),
  ],
  digest: [
    writing("WriteResults", `${RESULTS}/digests/*`),
    allow(
      "ConsumeMessages",
      ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      "${aws_sqs_queue.outcomes.arn}",
    ),
  ],
};

/** What every function may: log, trace, and use the key of what it reads and writes. */
function common(name: string): readonly StatementJson[] {
  const key = "${aws_kms_key.photos.arn}";
  return [
    allow("Decrypt", ["kms:Decrypt"], key),
    allow("Encrypt", ["kms:Decrypt", "kms:GenerateDataKey"], key),
    allow("Trace", ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "*"),
    allow(
      "WriteLogs",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      `\${aws_cloudwatch_log_group.${name}.arn}:*`,
    ),
  ];
}

function bySid(left: StatementJson, right: StatementJson): number {
  return String(left.Sid) < String(right.Sid) ? -1 : 1;
}

describe("the role of the image pipeline's", () => {
  let json: StackJson;
  before(() => {
    json = synthesizedStack((stack) => {
      new ImagePipeline(stack, "Default");
    });
  });

  for (const [name, granted] of Object.entries(GRANTED)) {
    it(`function ${name} may do this and nothing else`, () => {
      assert.deepEqual(
        statementsOf(json, "aws_iam_role_policy", name),
        [...common(name), ...granted].sort(bySid),
      );
    });
  }

  it("state machine may call the seven functions of the workflow and put events on the bus", () => {
    const called = ["catalog", "compress", "crop", "filter", "inspect", "prepare", "recognize"];
    const statements = statementsOf(json, "aws_iam_role_policy", "pipeline");
    assert.deepEqual(
      statements.map(({ Sid }) => Sid),
      ["DeliverLogs", "InvokeFunctions", "PutEvents", "Trace"],
    );
    assert.deepEqual(
      statements[1],
      allow(
        "InvokeFunctions",
        ["lambda:InvokeFunction"],
        ...called.map((name) => `\${aws_lambda_alias.${name}.arn}`),
      ),
    );
    assert.deepEqual(
      statements[2],
      allow("PutEvents", ["events:PutEvents"], "${aws_cloudwatch_event_bus.announcements.arn}"),
    );
  });

  it("rule for new photos may start the state machine", () => {
    assert.deepEqual(statementsOf(json, "aws_iam_role_policy", "new_photos"), [
      allow("StartExecutions", ["states:StartExecution"], "${aws_sfn_state_machine.pipeline.arn}"),
    ]);
  });

  it("are all that there are", () => {
    assert.deepEqual(
      Object.keys(json.resource.aws_iam_role_policy ?? {}),
      [...Object.keys(GRANTED), "new_photos", "pipeline"].sort(),
    );
  });
});
