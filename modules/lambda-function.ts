import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias/index.js";
import type { LambdaFunction as LambdaFunctionResource } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import { type TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { addressOf, named } from "./address.ts";
import { AppBuild } from "./app-build.ts";
import { awsModule } from "./aws-module.ts";
import { checkFunction } from "./check-function.ts";
import { freeId } from "./free-id.ts";
import { type FunctionCode, functionCode } from "./function-code.ts";
import type { LambdaFunctionProps } from "./lambda-function-props.ts";
import { lambdaArchitecture } from "./lambda-layer.ts";
import { createLogGroup } from "./log-group.ts";
import { physicalName } from "./physical-name.ts";
import type { PolicyStatement } from "./policy-document.ts";
import { Queue } from "./queue.ts";
import { ServiceRole } from "./service-role.ts";
import { ASSETS_FOLDER, StackAssets } from "./stack-assets.ts";

/**
 * A function bundled from TypeScript, packed for Python, taken as it was built or compiled by a command, with a role of its own that may write its logs and traces and what is granted to it,
 * a log group, and a published version behind the alias `live`, which everything that calls it points to.
 */
export class LambdaFunction extends Construct {
  readonly resource: LambdaFunctionResource;
  readonly alias: LambdaAlias;
  readonly role: ServiceRole;
  readonly logGroup: CloudwatchLogGroup;
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly #props: LambdaFunctionProps;
  readonly #provider: { readonly provider?: TerraformProvider };
  #failures: Queue | undefined;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, freeId(scope, id));
    this.#props = props;
    this.#provider = props.provider === undefined ? {} : { provider: props.provider };
    this.timeoutSeconds = props.timeoutSeconds ?? 10;
    this.functionName = physicalName(this, { kind: "function", maxLength: 64, pattern: /^[\w-]+$/ }, props);
    checkFunction(this, props);
    this.logGroup = createLogGroup(this, addressOf(this), `/aws/lambda/${this.functionName}`, props);
    this.role = this.#createRole();
    const code = functionCode(this, props);
    this.resource = this.#createFunction(code, this.#declareBuild(code));
    this.alias = this.#createAlias();
  }

  /** The ARN of the alias `live`: what callers call. */
  get arn(): string {
    return this.alias.arn;
  }

  /** What a role needs to call this function. */
  invoking(): PolicyStatement {
    return { sid: "InvokeFunctions", actions: ["lambda:InvokeFunction"], resources: [this.arn] };
  }

  /** Lets `role` call this function through its alias. */
  grantInvoke(role: ServiceRole): void {
    role.grant(this.invoking());
  }

  /**
   * Prepares for callers that do not wait: two retries within an hour, then the event goes to the queue
   * `<address>_failures`. Bindings call it; calling it again gives the same queue.
   */
  expectAsyncCalls(): Queue {
    this.#failures ??= this.#createFailureQueue();
    return this.#failures;
  }

  #createRole(): ServiceRole {
    const role = new ServiceRole(this, "role", {
      address: addressOf(this),
      name: this.functionName,
      service: "lambda.amazonaws.com",
      ...this.#provider,
    });
    role.grant(
      { sid: "Trace", actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], resources: ["*"] },
      {
        sid: "WriteLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`${this.logGroup.arn}:*`],
      },
    );
    if (this.#props.encryptionKey) role.grant(this.#props.encryptionKey.decryption());
    return role;
  }

  #declareBuild({ source }: FunctionCode): AppBuild {
    const build = AppBuild.of(this);
    const address = addressOf(this);
    build.declare({
      stack: TerraformStack.of(this),
      address,
      source,
      file: `${ASSETS_FOLDER}/${address}.zip`,
    });
    StackAssets.of(this);
    return build;
  }

  #createFunction(
    { runtime, handler, environment: needed }: FunctionCode,
    build: AppBuild,
  ): LambdaFunctionResource {
    const { description, layers = [], encryptionKey, reservedConcurrency } = this.#props;
    const variables = { ...this.#props.environment, ...needed };
    const lambda = awsModule("lambda-function");
    return named(
      addressOf(this),
      new lambda.LambdaFunction(this, "function", {
        functionName: this.functionName,
        ...(description && { description }),
        role: this.role.arn,
        runtime,
        handler,
        architectures: [lambdaArchitecture(this.#props.architecture ?? "arm64")],
        memorySize: this.#props.memoryMb ?? 256,
        timeout: this.timeoutSeconds,
        filename: `${ASSETS_FOLDER}/${addressOf(this)}.zip`,
        sourceCodeHash: build.digestOf(this.node.path),
        publish: true,
        ...(layers.length > 0 && { layers: layers.map((layer) => layer.arn) }),
        ...(Object.keys(variables).length > 0 && { environment: { variables } }),
        ...(encryptionKey && { kmsKeyArn: encryptionKey.arn }),
        ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
        tracingConfig: { mode: "Active" },
        loggingConfig: { logFormat: "JSON", logGroup: this.logGroup.name },
        dependsOn: [this.role.policy],
        ...this.#provider,
      }),
    );
  }

  #createAlias(): LambdaAlias {
    const { LambdaAlias } = awsModule("lambda-alias");
    return named(
      addressOf(this),
      new LambdaAlias(this, "live", {
        name: "live",
        functionName: this.resource.functionName,
        functionVersion: this.resource.version,
        ...this.#provider,
      }),
    );
  }

  #createFailureQueue(): Queue {
    const { encryptionKey } = this.#props;
    const queue = new Queue(this, "failures", {
      deadLetterQueue: false,
      messageRetentionSeconds: 1_209_600,
      ...(encryptionKey && { encryptionKey }),
      ...this.#provider,
    });
    this.role.grant(...queue.sending());
    const { LambdaFunctionEventInvokeConfig } = awsModule("lambda-function-event-invoke-config");
    named(
      addressOf(this),
      new LambdaFunctionEventInvokeConfig(this, "async", {
        functionName: this.resource.functionName,
        qualifier: this.alias.name,
        maximumRetryAttempts: 2,
        maximumEventAgeInSeconds: 3600,
        destinationConfig: { onFailure: { destination: queue.arn } },
        dependsOn: [this.role.policy],
        ...this.#provider,
      }),
    );
    return queue;
  }
}
