import assert from "node:assert/strict";
import { type TerraformStack, Token } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { EventBus } from "../../modules/event-bus.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { StateMachine } from "../../modules/state-machine.ts";
import { lambdaTask } from "../../modules/workflow/steps.ts";
import { workflow } from "../../modules/workflow/workflow.ts";
import { fixture } from "./fixture.ts";
import { statementsOf } from "./granted-statements.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

const DONE = workflow({}, (steps) => steps.succeed("Done"));

const INTEGRATION = "arn:${data.aws_partition.current.partition}:states::";

const TRACE = {
  Sid: "Trace",
  Effect: "Allow",
  Action: [
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
  ],
  Resource: ["*"],
};
const DELIVER_LOGS = {
  Sid: "DeliverLogs",
  Effect: "Allow",
  Action: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
  ],
  Resource: ["*"],
};

describe("a state machine", () => {
  it("logs everything but the data, is traced, and may do no more than that", () => {
    const { resource, data } = synthesizedStack((stack) => {
      new StateMachine(stack, "flow", { workflow: DONE });
    });
    assert.deepEqual(resource, {
      aws_cloudwatch_log_group: {
        flow: { name: "/aws/vendedlogs/states/app-flow", retention_in_days: 365 },
      },
      aws_iam_role: {
        flow: {
          name: "app-flow",
          assume_role_policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "states.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: {
                  StringEquals: { "aws:SourceAccount": "${data.aws_caller_identity.current.account_id}" },
                },
              },
            ],
          },
        },
      },
      aws_iam_role_policy: {
        flow: {
          name: "granted",
          role: "${aws_iam_role.flow.name}",
          policy: { Version: "2012-10-17", Statement: [DELIVER_LOGS, TRACE] },
        },
      },
      aws_sfn_state_machine: {
        flow: {
          name: "app-flow",
          type: "STANDARD",
          role_arn: "${aws_iam_role.flow.arn}",
          definition: { QueryLanguage: "JSONata", StartAt: "Done", States: { Done: { Type: "Succeed" } } },
          logging_configuration: {
            level: "ALL",
            include_execution_data: false,
            log_destination: "${aws_cloudwatch_log_group.flow.arn}:*",
          },
          tracing_configuration: { enabled: true },
          depends_on: ["aws_iam_role_policy.flow"],
        },
      },
    });
    assert.deepEqual(data, { aws_caller_identity: { current: {} }, aws_partition: { current: {} } });
  });

  it("takes a type, a name, and data and days for its log, which a key encrypts", () => {
    const { resource } = synthesizedStack((stack) => {
      new StateMachine(stack, "flow", {
        workflow: DONE,
        type: "EXPRESS",
        name: "greet",
        logData: true,
        logRetentionDays: 30,
        encryptionKey: new EncryptionKey(stack, "secret"),
      });
    });
    const machine = resource.aws_sfn_state_machine?.flow;
    assert.equal(machine?.name, "greet");
    assert.equal(machine?.type, "EXPRESS");
    assert.deepEqual(machine?.logging_configuration, {
      level: "ALL",
      include_execution_data: true,
      log_destination: "${aws_cloudwatch_log_group.flow.arn}:*",
    });
    assert.deepEqual(resource.aws_cloudwatch_log_group?.flow, {
      name: "/aws/vendedlogs/states/greet",
      retention_in_days: 30,
      kms_key_id: "${aws_kms_key.secret.arn}",
    });
  });

  it("may call just what its definition calls, by the functions' aliases and the bus", () => {
    const calls = workflow<{ name: string }>({ comment: "Greets ${you}" }, (steps) =>
      steps
        .task("Greet", lambdaTask<{ name: string }, { text: string }>("hello"), {
          input: ({ input }) => ({ name: input.name }),
        })
        .putEvent("Tell", { bus: "news", source: "app", detailType: "Greeted", detail: () => ({}) }),
    );
    const json = synthesizedStack((stack) => {
      const functions = { hello: greeter(stack, "hello"), unused: greeter(stack, "unused") };
      new StateMachine(stack, "flow", {
        workflow: calls,
        functions,
        buses: { news: new EventBus(stack, "news") },
      });
    });
    assert.deepEqual(statementsOf(json, "aws_iam_role_policy", "flow"), [
      DELIVER_LOGS,
      {
        Sid: "InvokeFunctions",
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: ["${aws_lambda_alias.hello.arn}"],
      },
      {
        Sid: "PutEvents",
        Effect: "Allow",
        Action: ["events:PutEvents"],
        Resource: ["${aws_cloudwatch_event_bus.news.arn}"],
      },
      TRACE,
    ]);
    assert.deepEqual(json.resource.aws_sfn_state_machine?.flow?.definition, {
      Comment: "Greets $${you}",
      QueryLanguage: "JSONata",
      StartAt: "Greet",
      States: {
        Greet: {
          Type: "Task",
          Resource: `${INTEGRATION}:lambda:invoke`,
          Arguments: {
            FunctionName: "${aws_lambda_alias.hello.arn}",
            Payload: { name: "{% $states.context.Execution.Input.name %}" },
          },
          Output: "{% $states.result.Payload %}",
          Next: "Tell",
        },
        Tell: {
          Type: "Task",
          Resource: `${INTEGRATION}:events:putEvents`,
          Arguments: {
            Entries: [
              {
                EventBusName: "${aws_cloudwatch_event_bus.news.arn}",
                Source: "app",
                DetailType: "Greeted",
                Detail: {},
              },
            ],
          },
          End: true,
        },
      },
    });
  });

  it("refuses a workflow with a function that it was not given, and a name that Step Functions does not take", () => {
    refuses(
      'step "Greet": Expected a function bound to the name "hello", but found only unused. ' +
        "Pass it to the state machine that runs the workflow.",
      (stack) => {
        const greets = workflow({}, (steps) =>
          steps.task("Greet", lambdaTask("hello"), { input: () => ({}) }),
        );
        const functions = { unused: greeter(stack, "unused") };
        new StateMachine(stack, "flow", { workflow: greets, functions });
      },
    );
    refuses(
      "app/flow: Expected a state machine name of at most 64 characters that matches ^[\\w-]+$, " +
        'but found "the flow" (8 characters). Set a shorter or plainer "name", or rename the stack or the construct.',
      (stack) => new StateMachine(stack, "flow", { workflow: DONE, name: "the flow" }),
    );
  });

  it("refuses a workflow that Step Functions would refuse when it is deployed", () => {
    const errors = ["States.ALL", "States.Timeout"];
    const greets = workflow({}, (steps) =>
      steps.task("Greet", lambdaTask("hello"), { input: () => ({}), retry: [{ errors }] }),
    );
    refuses(
      "app/flow, state machine definition, States.Greet.Retry[0].ErrorEquals: Expected States.ALL alone, " +
        'but found ["States.ALL","States.Timeout"]. Correct the workflow.',
      (stack) =>
        new StateMachine(stack, "flow", { workflow: greets, functions: { hello: greeter(stack, "hello") } }),
    );
  });

  it("takes texts and numbers that Terraform fills in", () => {
    const { resource } = synthesizedStack((stack) => {
      const text = Token.asString({ resolve: () => "${var.text}" });
      const number = Token.asNumber({ resolve: () => 5, creationStack: [], toString: () => text });
      const filled = workflow({ comment: text, timeoutSeconds: number }, (steps) =>
        steps
          .task("Greet", lambdaTask("hello"), {
            input: () => ({ text, number }),
            retry: [{ errors: [text], intervalSeconds: number }],
          })
          .wait("Rest", { seconds: number }),
      );
      new StateMachine(stack, "flow", {
        workflow: filled,
        functions: { hello: { arn: text } as LambdaFunction },
      });
    });
    const machine = resource.aws_sfn_state_machine?.flow;
    const { States, ...whole } = (machine?.definition ?? {}) as Record<string, unknown>;
    assert.deepEqual(whole, {
      Comment: "${var.text}",
      QueryLanguage: "JSONata",
      StartAt: "Greet",
      TimeoutSeconds: 5,
    });
    assert.deepEqual(Object.keys(States as object), ["Greet", "Rest"]);
  });
});

function greeter(stack: TerraformStack, id: string): LambdaFunction {
  return new LambdaFunction(stack, id, { entry: fixture("hello/handler.ts") });
}
