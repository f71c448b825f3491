import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { lossDecisions } from "../../../review/decisions/losses.ts";
import { fixturePlan } from "../fixture-plan.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (plan: Parameters<typeof viewPlan>[0]) => decisionLines(lossDecisions(viewPlan(plan)));
const lost = (change: SmallChange) => lines(smallPlan([{ actions: ["delete"], ...change }]));

describe("lossDecisions", () => {
  it("tells what goes with a bucket and its queue, and what is replaced with them", () => {
    assert.deepEqual(lines(fixturePlan("destroy-critical")), [
      "replace: aws_s3_bucket.documents is replaced: all objects in it are lost (bucket cannot be changed in place).",
      "  Between the old and the new one there is none.",
      "  force_destroy is off: the apply fails as long as objects are in it.",
      "  With it, 4 resources: aws_s3_bucket_notification.documents-notification, aws_s3_bucket_public_access_block.documents-pab, aws_s3_bucket_server_side_encryption_configuration.documents-sse, aws_s3_bucket_versioning.documents-versioning.",
      "replace: aws_sqs_queue.rules-dlq is replaced: the messages in it are lost (name and fifo_queue cannot be changed in place).",
      "  With it, one resource: aws_sqs_queue_policy.rules-dlq-policy.",
      "destroy: aws_sqs_queue.work-queue is destroyed: the messages in it are lost (no longer in the configuration).",
    ]);
  });

  it("tells who may no longer call a function", () => {
    assert.deepEqual(lines(fixturePlan("forget-move")), [
      "destroy: aws_lambda_permission.audit-from-placed is destroyed: whom it let call the function is refused (no longer in the configuration).",
      "  events.amazonaws.com may no longer call orders-test-audit from arn:aws:events:eu-west-1:000000000000:rule/orders-test-bus/orders-test-placed.",
    ]);
  });

  it("names the functions that still use a layer version", () => {
    const arn = "arn:aws:lambda:eu-west-1:000000000000:layer:kit:1";
    const layers = [arn];
    const plan = smallPlan([
      { address: "aws_lambda_layer_version.kit", actions: ["delete"], before: { arn } },
      { address: "aws_lambda_function.f", actions: ["no-op"], before: { layers }, after: { layers } },
    ]);
    assert.deepEqual(lines(plan).at(-1), "  Still used by aws_lambda_function.f.");
  });

  it("asks nothing where the old object stays", () => {
    assert.deepEqual(lost({ address: "aws_lambda_layer_version.kit", before: { skip_destroy: true } }), []);
    assert.deepEqual(lost({ address: "aws_sqs_queue.q", actions: ["forget"] }), []);
  });

  it("says that a bucket is emptied where force_destroy is on", () => {
    assert.equal(
      lost({ address: "aws_s3_bucket.b", before: { force_destroy: true } })[1],
      "  force_destroy is on: the objects are deleted without a question.",
    );
  });

  for (const [reason, words] of [
    ["replace_because_tainted", "it is tainted"],
    ["replace_by_request", "asked for with -replace"],
    ["delete_because_each_key", "its key is gone from for_each"],
    ["delete_because_count_index", "its index is beyond count"],
    ["delete_because_no_module", "its module is no longer in the configuration"],
    ["some_new_reason", "some new reason"],
  ] as const) {
    it(`gives the reason ${reason} in words`, () => {
      assert.deepEqual(lost({ address: "aws_thing.x", reason }), [
        `destroy: aws_thing.x is destroyed (${words}).`,
      ]);
    });
  }

  it("says that the old and the new one never are there at once, and who is refused in between", () => {
    const address = "aws_lambda_permission.p";
    const before = { principal: "sns.amazonaws.com", function_name: "f", source_arn: "arn:t1" };
    const replacePaths = [["source_arn"]];
    const actions = ["delete", "create"];
    const head = "replace: aws_lambda_permission.p is replaced (source_arn cannot be changed in place).";
    assert.deepEqual(
      lost({ address, actions, before, after: { ...before, source_arn: "arn:t2" }, replacePaths }),
      [
        head,
        "  Between the old and the new one, whom it let call the function is refused.",
        "  sns.amazonaws.com may no longer call f from arn:t1.",
      ],
    );
    const { source_arn: _, ...after } = before;
    assert.deepEqual(
      lost({
        address,
        actions: ["create", "delete"],
        before,
        after,
        unknown: { source_arn: true },
        replacePaths,
      }),
      [head],
    );
  });

  it("says that a new one serves callers by name no more where the name is another", () => {
    const of = (path: string) =>
      lost({
        address: "aws_lambda_function.f",
        actions: ["create", "delete"],
        before: { function_name: "f" },
        after: { function_name: "g" },
        replacePaths: [[path]],
      });
    assert.deepEqual(of("function_name"), [
      "replace: aws_lambda_function.f is replaced: callers of the function fail (function_name cannot be changed in place).",
    ]);
    assert.deepEqual(of("package_type"), [
      "replace: aws_lambda_function.f is replaced (package_type cannot be changed in place).",
    ]);
  });

  it("says what keeps an object from being deleted, and for how long it can be restored", () => {
    for (const [type, before, detail] of [
      [
        "aws_ecr_repository",
        { force_delete: true },
        "force_delete is on: the images are deleted without a question.",
      ],
      [
        "aws_db_instance",
        { skip_final_snapshot: false },
        "skip_final_snapshot is off: a last snapshot is made.",
      ],
      ["aws_kms_key", { deletion_window_in_days: 7 }, "For 7 days it can be restored."],
      [
        "aws_secretsmanager_secret",
        { recovery_window_in_days: 0 },
        "recovery_window_in_days is 0: it is deleted at once.",
      ],
      [
        "aws_dynamodb_table",
        { deletion_protection_enabled: true },
        "deletion_protection_enabled is on: the apply fails as long as it is.",
      ],
    ] as const) {
      assert.equal(lost({ address: `${type}.x`, before })[1], `  ${detail}`);
    }
  });

  it("says where the reader of a stream begins anew", () => {
    const mapping = (starting_position: string) => ({ starting_position, function_name: "f" });
    assert.deepEqual(
      lost({
        address: "aws_lambda_event_source_mapping.m",
        actions: ["delete", "create"],
        before: mapping("TRIM_HORIZON"),
        after: mapping("LATEST"),
        replacePaths: [["starting_position"]],
      }),
      [
        "replace: aws_lambda_event_source_mapping.m is replaced (starting_position cannot be changed in place).",
        "  Between the old and the new one, the function no longer reads from the source.",
        "  Its place in the stream is lost: the new one begins with what comes then, and reads nothing older.",
      ],
    );
  });

  it("says nothing of callers of an object that was left behind", () => {
    const plan = smallPlan([
      { address: "aws_lambda_function.f", actions: ["delete"], before: { function_name: "f" } },
    ]);
    const changes = plan.changes.map((change) => ({ ...change, deposed: "4f1c" }));
    assert.deepEqual(lines({ ...plan, changes }), [
      "destroy: aws_lambda_function.f (an old object that was left behind) is destroyed.",
    ]);
  });

  it("asks nothing of what is made anew at every change and holds nothing", () => {
    assert.deepEqual(
      lost({ address: "aws_api_gateway_deployment.d", actions: ["create", "delete"], before: {}, after: {} }),
      [],
    );
    assert.equal(lost({ address: "aws_api_gateway_deployment.d", before: {} }).length, 1);
    assert.deepEqual(
      lost({ address: "aws_ecs_task_definition.t", actions: ["delete", "create"], before: {}, after: {} }),
      [],
    );
  });

  it("does not say that a secret loses its value with the version that Terraform lets go of", () => {
    assert.deepEqual(lost({ address: "aws_secretsmanager_secret_version.v", before: {} }), [
      "destroy: aws_secretsmanager_secret_version.v is destroyed: the secret keeps its value until it gets another.",
    ]);
  });

  it("does not put a function under a bus that only has the same name", () => {
    const actions = ["delete", "create"];
    const plan = smallPlan([
      {
        address: "aws_cloudwatch_event_bus.b",
        actions,
        before: { id: "x", name: "x" },
        replacePaths: [["name"]],
      },
      {
        address: "aws_lambda_function.f",
        actions,
        before: { function_name: "x" },
        replacePaths: [["function_name"]],
      },
    ]);
    assert.equal(lossDecisions(viewPlan(plan)).length, 2);
  });
});
