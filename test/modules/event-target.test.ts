import assert from "node:assert/strict";
import type { TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { EventBus } from "../../modules/event-bus.ts";
import { EventRule } from "../../modules/event-rule.ts";
import {
  busTarget,
  type EventTarget,
  functionTarget,
  queueTarget,
  stateMachineTarget,
} from "../../modules/event-target.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { Queue } from "../../modules/queue.ts";
import { StateMachine } from "../../modules/state-machine.ts";
import { workflow } from "../../modules/workflow/workflow.ts";
import { fixture } from "./fixture.ts";
import { statementsOf } from "./granted-statements.ts";
import { type StackJson, synthesizedStack } from "./synthesized-app.ts";

const RULE = "${aws_cloudwatch_event_rule.every.arn}";

function rule(target: (stack: TerraformStack) => EventTarget): StackJson {
  return synthesizedStack((stack) => {
    new EventRule(stack, "every", { pattern: { source: ["x"] }, targets: { it: target(stack) } });
  });
}

describe("the target of a rule", () => {
  it("that is a function is called through its alias, allowed for this rule, with a queue for failures", () => {
    const { resource } = rule((stack) =>
      functionTarget(new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts") })),
    );
    assert.equal(resource.aws_cloudwatch_event_target?.every_it?.arn, "${aws_lambda_alias.hello.arn}");
    assert.deepEqual(resource.aws_lambda_permission, {
      every_it: {
        statement_id: "every_it",
        action: "lambda:InvokeFunction",
        function_name: "${aws_lambda_function.hello.function_name}",
        qualifier: "${aws_lambda_alias.hello.name}",
        principal: "events.amazonaws.com",
        source_arn: RULE,
      },
    });
    assert.deepEqual(Object.keys(resource.aws_lambda_function_event_invoke_config ?? {}), ["hello"]);
    assert.deepEqual(Object.keys(resource.aws_iam_role ?? {}), ["hello"]);
  });

  it("that is a state machine is started with a role that may only start it", () => {
    const json = rule((stack) =>
      stateMachineTarget(
        new StateMachine(stack, "flow", { workflow: workflow({}, (steps) => steps.succeed("Done")) }),
      ),
    );
    assert.equal(
      json.resource.aws_cloudwatch_event_target?.every_it?.arn,
      "${aws_sfn_state_machine.flow.arn}",
    );
    assert.equal(json.resource.aws_cloudwatch_event_target?.every_it?.role_arn, "${aws_iam_role.every.arn}");
    assert.deepEqual(json.resource.aws_iam_role?.every, {
      name: "app-every",
      assume_role_policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { ArnEquals: { "aws:SourceArn": RULE } },
          },
        ],
      },
    });
    assert.deepEqual(statementsOf(json, "aws_iam_role_policy", "every"), [
      {
        Sid: "StartExecutions",
        Effect: "Allow",
        Action: ["states:StartExecution"],
        Resource: ["${aws_sfn_state_machine.flow.arn}"],
      },
    ]);
  });

  it("that is a bus gets the events with a role that may only put them there", () => {
    const json = rule((stack) => busTarget(new EventBus(stack, "news")));
    assert.equal(
      json.resource.aws_cloudwatch_event_target?.every_it?.arn,
      "${aws_cloudwatch_event_bus.news.arn}",
    );
    assert.deepEqual(statementsOf(json, "aws_iam_role_policy", "every"), [
      {
        Sid: "PutEvents",
        Effect: "Allow",
        Action: ["events:PutEvents"],
        Resource: ["${aws_cloudwatch_event_bus.news.arn}"],
      },
    ]);
  });

  it("that is a queue admits this rule, and its key the service", () => {
    const json = rule((stack) =>
      queueTarget(new Queue(stack, "jobs", { encryptionKey: new EncryptionKey(stack, "secret") })),
    );
    assert.equal(json.resource.aws_cloudwatch_event_target?.every_it?.arn, "${aws_sqs_queue.jobs.arn}");
    assert.deepEqual(statementsOf(json, "aws_sqs_queue_policy", "jobs")[1], {
      Sid: "RuleEveryIt",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["sqs:SendMessage"],
      Resource: ["${aws_sqs_queue.jobs.arn}"],
      Condition: {
        ArnEquals: { "aws:SourceArn": RULE },
        StringEquals: { "aws:SourceAccount": "${data.aws_caller_identity.current.account_id}" },
      },
    });
    assert.deepEqual(
      statementsOf(json, "aws_kms_key", "secret").map(({ Sid }) => Sid),
      ["AccountAdministers", "EncryptEvents"],
    );
    assert.equal(json.resource.aws_iam_role, undefined);
  });
});
