import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { App } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { fixture } from "./fixture.ts";
import { grantedStatements, statementsOf } from "./granted-statements.ts";
import { declareStack, synthesizedStack, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

const ENTRY = fixture("hello/handler.ts");

const TRACE = {
  Sid: "Trace",
  Effect: "Allow",
  Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  Resource: ["*"],
};
const WRITE_LOGS = {
  Sid: "WriteLogs",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: ["${aws_cloudwatch_log_group.hello.arn}:*"],
};

describe("a Lambda function", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  function sha256(path: string): string {
    const bytes = app.files().get(path);
    assert.ok(bytes !== undefined, `There is no ${path}.`);
    return createHash("sha256").update(bytes).digest("base64");
  }

  it("has a role, a log group, a published version and the alias live", () => {
    app.synth((root: App) =>
      declareStack(root, (stack) => {
        new LambdaFunction(stack, "hello", { entry: ENTRY });
      }),
    );
    const { resource, data } = app.stack();
    assert.deepEqual(resource, {
      aws_cloudwatch_log_group: { hello: { name: "/aws/lambda/app-hello", retention_in_days: 365 } },
      aws_iam_role: {
        hello: {
          name: "app-hello",
          assume_role_policy: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
            ],
          },
        },
      },
      aws_iam_role_policy: {
        hello: {
          name: "granted",
          role: "${aws_iam_role.hello.name}",
          policy: { Version: "2012-10-17", Statement: [TRACE, WRITE_LOGS] },
        },
      },
      aws_lambda_function: {
        hello: {
          function_name: "app-hello",
          role: "${aws_iam_role.hello.arn}",
          runtime: "nodejs22.x",
          handler: "index.handler",
          architectures: ["arm64"],
          memory_size: 256,
          timeout: 10,
          filename: "assets/hello.zip",
          source_code_hash: sha256("stacks/app/assets/hello.zip"),
          publish: true,
          tracing_config: { mode: "Active" },
          logging_config: { log_format: "JSON", log_group: "${aws_cloudwatch_log_group.hello.name}" },
          depends_on: ["aws_iam_role_policy.hello"],
        },
      },
      aws_lambda_alias: {
        hello: {
          name: "live",
          function_name: "${aws_lambda_function.hello.function_name}",
          function_version: "${aws_lambda_function.hello.version}",
        },
      },
    });
    assert.deepEqual(data, {});
  });

  it("takes what it is given", () => {
    app.synth((root: App) =>
      declareStack(root, (stack) => {
        const kit = new LambdaLayer(stack, "kit", { source: fixture("kit") });
        const ms = new LambdaLayer(stack, "ms", { npm: fixture("ms-layer"), architecture: "x64" });
        new LambdaFunction(stack, "hello", {
          entry: fixture("sharing/handler.ts"),
          name: "greet",
          description: "Greets",
          layers: [ms, kit],
          memoryMb: 512,
          timeoutSeconds: 30,
          environment: { TONE: "warm" },
          architecture: "x64",
          runtime: "nodejs24.x",
          reservedConcurrency: 3,
          logRetentionDays: 7,
          encryptionKey: new EncryptionKey(stack, "secret"),
        });
      }),
    );
    const json = app.stack();
    assert.deepEqual(json.resource.aws_lambda_function?.hello, {
      function_name: "greet",
      description: "Greets",
      role: "${aws_iam_role.hello.arn}",
      runtime: "nodejs24.x",
      handler: "index.handler",
      architectures: ["x86_64"],
      memory_size: 512,
      timeout: 30,
      filename: "assets/hello.zip",
      source_code_hash: sha256("stacks/app/assets/hello.zip"),
      publish: true,
      layers: ["${aws_lambda_layer_version.ms.arn}", "${aws_lambda_layer_version.kit.arn}"],
      environment: { variables: { TONE: "warm" } },
      kms_key_arn: "${aws_kms_key.secret.arn}",
      reserved_concurrent_executions: 3,
      tracing_config: { mode: "Active" },
      logging_config: { log_format: "JSON", log_group: "${aws_cloudwatch_log_group.hello.name}" },
      depends_on: ["aws_iam_role_policy.hello"],
    });
    assert.deepEqual(json.resource.aws_cloudwatch_log_group?.hello, {
      name: "/aws/lambda/greet",
      retention_in_days: 7,
      kms_key_id: "${aws_kms_key.secret.arn}",
    });
    assert.equal(json.resource.aws_iam_role?.hello?.name, "greet");
    assert.deepEqual(statementsOf(json, "aws_iam_role_policy", "hello"), [
      { Sid: "Decrypt", Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["${aws_kms_key.secret.arn}"] },
      TRACE,
      WRITE_LOGS,
    ]);
  });

  it("can be kept from running with a reserved concurrency of zero", () => {
    const { resource } = synthesizedStack((stack) => {
      new LambdaFunction(stack, "hello", { entry: ENTRY, reservedConcurrency: 0 });
    });
    assert.equal(resource.aws_lambda_function?.hello?.reserved_concurrent_executions, 0);
  });

  it("is called through its alias by whom it was granted to", () => {
    const statements = grantedStatements((stack) => [
      new LambdaFunction(stack, "hello", { entry: ENTRY }).invoking(),
    ]);
    assert.deepEqual(statements, [
      {
        Sid: "InvokeFunctions",
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: ["${aws_lambda_alias.hello.arn}"],
      },
    ]);
  });

  it("grants its call to the role of another function", () => {
    const json = synthesizedStack((stack) => {
      const hello = new LambdaFunction(stack, "hello", { entry: ENTRY });
      hello.grantInvoke(new LambdaFunction(stack, "caller", { entry: ENTRY }).role);
    });
    assert.deepEqual(
      statementsOf(json, "aws_iam_role_policy", "caller").find(({ Sid }) => Sid === "InvokeFunctions"),
      {
        Sid: "InvokeFunctions",
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: ["${aws_lambda_alias.hello.arn}"],
      },
    );
  });

  it("keeps what a caller that does not wait could not be told in a queue, however often that is expected", () => {
    const json = synthesizedStack((stack) => {
      const hello = new LambdaFunction(stack, "hello", { entry: ENTRY });
      assert.equal(hello.expectAsyncCalls(), hello.expectAsyncCalls());
    });
    assert.deepEqual(json.resource.aws_lambda_function_event_invoke_config, {
      hello: {
        function_name: "${aws_lambda_function.hello.function_name}",
        qualifier: "${aws_lambda_alias.hello.name}",
        maximum_retry_attempts: 2,
        maximum_event_age_in_seconds: 3600,
        destination_config: { on_failure: { destination: "${aws_sqs_queue.hello_failures.arn}" } },
        depends_on: ["aws_iam_role_policy.hello"],
      },
    });
    assert.deepEqual(json.resource.aws_sqs_queue, {
      hello_failures: {
        name: "app-hello-failures",
        visibility_timeout_seconds: 30,
        message_retention_seconds: 1_209_600,
        sqs_managed_sse_enabled: true,
      },
    });
    assert.deepEqual(statementsOf(json, "aws_iam_role_policy", "hello"), [
      {
        Sid: "SendMessages",
        Effect: "Allow",
        Action: ["sqs:SendMessage"],
        Resource: ["${aws_sqs_queue.hello_failures.arn}"],
      },
      TRACE,
      WRITE_LOGS,
    ]);
  });
});
