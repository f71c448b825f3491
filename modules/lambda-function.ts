import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias/index.js";
import { LambdaFunction as LambdaFunctionResource } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js";
import { type TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Architecture, SizeBudget } from "../packaging/build-request.ts";
import { addressOf, named } from "./address.ts";
import { AppBuild } from "./app-build.ts";
import { checkFunction } from "./check-function.ts";
import { freeId } from "./free-id.ts";
import { type LambdaLayer, lambdaArchitecture } from "./lambda-layer.ts";
import { lazyText } from "./lazy-text.ts";
import { createLogGroup, type LogProps } from "./log-group.ts";
import { physicalName } from "./physical-name.ts";
import type { PolicyStatement } from "./policy-document.ts";
import { Queue } from "./queue.ts";
import { ServiceRole } from "./service-role.ts";
import { type SourcePath, sourcePath } from "./source-path.ts";
import { ASSETS_FOLDER, StackAssets } from "./stack-assets.ts";

export interface LambdaFunctionProps extends LogProps {
  /** The source file that exports `handler`, TypeScript or JavaScript. */
  readonly entry: SourcePath;
  readonly description?: string;
  /** At most five, in this order. Their packages stay out of the bundle. Default: none. */
  readonly layers?: readonly LambdaLayer[];
  /** 128 to 10240; the share of a CPU grows with it. Default: 256. */
  readonly memoryMb?: number;
  /** 1 to 900. Default: 10. */
  readonly timeoutSeconds?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: `arm64`. */
  readonly architecture?: Architecture;
  /** Default: `nodejs22.x`. */
  readonly runtime?: "nodejs22.x" | "nodejs24.x";
  /** Runs at once, kept free for this function and its upper bound. Default: none kept. */
  readonly reservedConcurrency?: number;
  /** What its own zip may weigh; its layers have budgets of their own. Over it the synth fails. Default: none. */
  readonly budget?: SizeBudget;
  /** Default: `<stack>-<address>`. */
  readonly name?: string;
  readonly provider?: TerraformProvider;
}

/**
 * A function bundled from source, with a role of its own that may write its logs and traces and what is granted to it,
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
    this.resource = this.#createFunction(this.#declareBuild());
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

  #declareBuild(): AppBuild {
    const build = AppBuild.of(this);
    const address = addressOf(this);
    const { budget } = this.#props;
    const layers = (this.#props.layers ?? []).map((layer) => layer.artifactId);
    build.declare({
      stack: TerraformStack.of(this),
      address,
      source: {
        kind: "node",
        id: this.node.path,
        entry: sourcePath(this, this.#props.entry),
        layers,
        ...(budget && { budget }),
      },
      file: `${ASSETS_FOLDER}/${address}.zip`,
    });
    StackAssets.of(this);
    return build;
  }

  #createFunction(build: AppBuild): LambdaFunctionResource {
    const { description, layers = [], environment = {}, encryptionKey, reservedConcurrency } = this.#props;
    return named(
      addressOf(this),
      new LambdaFunctionResource(this, "function", {
        functionName: this.functionName,
        ...(description && { description }),
        role: this.role.arn,
        runtime: this.#props.runtime ?? "nodejs22.x",
        handler: "index.handler",
        architectures: [lambdaArchitecture(this.#props.architecture ?? "arm64")],
        memorySize: this.#props.memoryMb ?? 256,
        timeout: this.timeoutSeconds,
        filename: `${ASSETS_FOLDER}/${addressOf(this)}.zip`,
        sourceCodeHash: lazyText(() => build.artifactOf(this.node.path).sha256),
        publish: true,
        ...(layers.length > 0 && { layers: layers.map((layer) => layer.arn) }),
        ...(Object.keys(environment).length > 0 && { environment: { variables: { ...environment } } }),
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
