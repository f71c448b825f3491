import type { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import type {
  CloudwatchEventTarget,
  CloudwatchEventTargetConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { addressOf, named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { checkRule } from "./check-rule.ts";
import type { EventBus } from "./event-bus.ts";
import type { EventPattern } from "./event-pattern/event-pattern.ts";
import type { TargetInput } from "./event-pattern/input-transformer.ts";
import type { EventTarget } from "./event-target.ts";
import { freeId } from "./free-id.ts";
import { physicalName } from "./physical-name.ts";
import { statementId } from "./policy-document.ts";
import { Queue } from "./queue.ts";
import { ServiceRole } from "./service-role.ts";
import { terraformText } from "./terraform-text.ts";
import { wholeNumber } from "./whole-number.ts";

export interface EventRuleProps {
  readonly pattern: EventPattern;
  /** One to five, by a name that becomes the target's id. */
  readonly targets: Readonly<Record<string, EventTarget>>;
  /** Default: the account's default bus, where AWS services send their events. */
  readonly bus?: EventBus;
  readonly description?: string;
  /** Where events go that no retry could deliver. Default: an own queue `<address>_undelivered`. */
  readonly undelivered?: Queue;
  readonly name?: string;
  readonly provider?: TerraformProvider;
}

/**
 * Sends the events of a bus that match a pattern to several targets, each with its own input, retries and a queue for
 * what could not be delivered. The permissions that the targets need come with the rule.
 */
export class EventRule extends Construct {
  readonly resource: CloudwatchEventRule;
  readonly undelivered: Queue;
  readonly role: ServiceRole | undefined;
  readonly targets: Readonly<Record<string, CloudwatchEventTarget>>;
  readonly #props: EventRuleProps;
  readonly #provider: { readonly provider?: TerraformProvider };

  constructor(scope: Construct, id: string, props: EventRuleProps) {
    super(scope, freeId(scope, id));
    this.#props = props;
    this.#provider = props.provider === undefined ? {} : { provider: props.provider };
    checkRule(this, props);
    this.undelivered = props.undelivered ?? this.#createUndeliveredQueue();
    this.resource = this.#createRule();
    this.undelivered.allowRule(statementId("Undelivered", addressOf(this)), this.arn);
    this.role = this.#createRole();
    this.targets = Object.fromEntries(
      Object.entries(props.targets).map(([name, target]) => [name, this.#createTarget(name, target)]),
    );
  }

  get arn(): string {
    return this.resource.arn;
  }

  #createUndeliveredQueue(): Queue {
    return new Queue(this, "undelivered", {
      deadLetterQueue: false,
      messageRetentionSeconds: 1_209_600,
      ...this.#provider,
    });
  }

  #createRule(): CloudwatchEventRule {
    const { bus, description, pattern } = this.#props;
    const { CloudwatchEventRule } = awsModule("cloudwatch-event-rule");
    return named(
      addressOf(this),
      new CloudwatchEventRule(this, "rule", {
        name: physicalName(this, { kind: "rule", maxLength: 64, pattern: /^[\w.-]+$/ }, this.#props),
        ...(description && { description }),
        ...(bus && { eventBusName: bus.busName }),
        eventPattern: terraformText(JSON.stringify(pattern)),
        ...this.#provider,
      }),
    );
  }

  #createRole(): ServiceRole | undefined {
    const statements = Object.values(this.#props.targets).flatMap(({ roleStatement }) => roleStatement ?? []);
    if (statements.length === 0) return undefined;
    const role = new ServiceRole(this, "role", {
      address: addressOf(this),
      name: physicalName(this, { kind: "role", maxLength: 64, pattern: /^[\w+=,.@-]+$/ }, this.#props),
      service: "events.amazonaws.com",
      trustConditions: { ArnEquals: { "aws:SourceArn": this.arn } },
      ...this.#provider,
    });
    role.grant(...statements);
    return role;
  }

  #createTarget(name: string, target: EventTarget): CloudwatchEventTarget {
    const { maxRetries = 8, maxEventAgeSeconds = 3600 } = target;
    wholeNumber(this, `maxRetries of target "${name}"`, maxRetries, { min: 0, max: 185 });
    wholeNumber(this, `maxEventAgeSeconds of target "${name}"`, maxEventAgeSeconds, { min: 60, max: 86_400 });
    const address = `${addressOf(this)}_${name}`;
    target.bind?.(this, address, this.#props.provider);
    const { CloudwatchEventTarget } = awsModule("cloudwatch-event-target");
    return named(
      address,
      new CloudwatchEventTarget(this, `target-${name}`, {
        rule: this.resource.name,
        ...(this.#props.bus && { eventBusName: this.#props.bus.busName }),
        targetId: name,
        arn: target.arn,
        ...(target.roleStatement && this.role && { roleArn: this.role.arn }),
        ...inputConfig(target.input),
        retryPolicy: { maximumRetryAttempts: maxRetries, maximumEventAgeInSeconds: maxEventAgeSeconds },
        deadLetterConfig: { arn: this.undelivered.arn },
        dependsOn: [this.undelivered.policy, ...(this.role ? [this.role.policy] : [])],
        ...this.#provider,
      }),
    );
  }
}

function inputConfig(
  input: TargetInput | undefined,
): Pick<CloudwatchEventTargetConfig, "input" | "inputPath" | "inputTransformer"> {
  if (input === undefined) return {};
  if ("path" in input) return { inputPath: input.path };
  if ("constant" in input) return { input: terraformText(JSON.stringify(input.constant)) };
  return {
    inputTransformer: { inputPaths: { ...input.paths }, inputTemplate: terraformText(input.template) },
  };
}
