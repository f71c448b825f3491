import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { lossDecisions } from "../../../review/decisions/losses.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

describe("what goes with another", () => {
  const gone = (address: string, before: object): SmallChange => ({ address, actions: ["delete"], before });
  const anew = (address: string, before: object, path: string): SmallChange => ({
    ...{ address, actions: ["delete", "create"], before, after: before, replacePaths: [[path]] },
  });
  const arn = "arn:aws:lambda:eu-west-1:111122223333:function:f";
  const theFunction = gone("aws_lambda_function.f", { function_name: "f", id: "f", arn, role: "arn:role" });
  const heads = (...changes: readonly SmallChange[]) =>
    decisionLines(lossDecisions(viewPlan(smallPlan(changes))));

  it("is told with it: the permissions, aliases, sources and targets of a function", () => {
    assert.deepEqual(
      heads(
        theFunction,
        gone("aws_lambda_permission.p", { function_name: "f", principal: "sns.amazonaws.com" }),
        gone("aws_lambda_alias.live", { function_name: arn, name: "live" }),
        gone("aws_lambda_event_source_mapping.m", { function_name: arn, event_source_arn: "arn:q" }),
        gone("aws_cloudwatch_event_target.t", { rule: "r", arn }),
      ),
      [
        "destroy: aws_lambda_function.f is destroyed: callers of the function fail.",
        "  With it, 4 resources: aws_lambda_permission.p, aws_lambda_alias.live, aws_lambda_event_source_mapping.m, aws_cloudwatch_event_target.t.",
      ],
    );
  });

  it("is no function whose role goes too, and no data that is kept apart", () => {
    const role = gone("aws_iam_role.r", { name: "r", id: "r", arn: "arn:role" });
    assert.equal(heads(theFunction, role).length, 2);
    const bus = gone("aws_cloudwatch_event_bus.b", { name: "b", arn: "arn:bus" });
    assert.equal(
      heads(bus, gone("aws_cloudwatch_event_archive.a", { event_source_arn: "arn:bus" })).length,
      2,
    );
  });

  it("is nothing that is not made again where the other is", () => {
    const bucket = anew("aws_s3_bucket.b", { bucket: "b", id: "b" }, "bucket");
    const block = { bucket: "b" };
    assert.match(
      heads(bucket, anew("aws_s3_bucket_public_access_block.b", block, "bucket")).at(-1) ?? "",
      /With it, one resource/,
    );
    assert.equal(
      heads(bucket, gone("aws_s3_bucket_public_access_block.b", block)).at(-1),
      "destroy: aws_s3_bucket_public_access_block.b is destroyed: the bucket can be made public.",
    );
  });

  it("is what reads the stream of a table, and what scales it", () => {
    assert.equal(
      heads(
        gone("aws_dynamodb_table.t", { name: "orders", id: "orders", stream_arn: "arn:t/stream/1" }),
        gone("aws_lambda_event_source_mapping.m", { function_name: "f", event_source_arn: "arn:t/stream/1" }),
        gone("aws_appautoscaling_target.t", { id: "table/orders", resource_id: "table/orders" }),
        gone("aws_appautoscaling_policy.p", { resource_id: "table/orders" }),
      ).at(-1),
      "  With it, 3 resources: aws_lambda_event_source_mapping.m, aws_appautoscaling_target.t, aws_appautoscaling_policy.p.",
    );
  });

  it("is a permission of an API that may call a function", () => {
    const execution_arn = "arn:aws:execute-api:eu-west-1:111122223333:a1";
    assert.equal(
      heads(
        gone("aws_apigatewayv2_api.a", { id: "a1", execution_arn }),
        gone("aws_lambda_permission.p", { function_name: "g", source_arn: `${execution_arn}/*/*` }),
      ).at(-1),
      "  With it, one resource: aws_lambda_permission.p.",
    );
  });
});
