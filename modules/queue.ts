import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import type { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Account } from "./account.ts";
import { addressOf, named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { denyPlainText } from "./deny-plain-text.ts";
import type { EncryptionKey } from "./encryption-key.ts";
import { freeId } from "./free-id.ts";
import { physicalName } from "./physical-name.ts";
import { type PolicyStatement, policyDocument } from "./policy-document.ts";
import { wholeNumber } from "./whole-number.ts";

export interface QueueProps {
  readonly name?: string;
  /** How long a received message stays hidden, 0 to 43200. Default: 30. A function's source needs six times its timeout. */
  readonly visibilityTimeoutSeconds?: number;
  /** 60 to 1209600. Default: four days; of a dead-letter queue fourteen. */
  readonly messageRetentionSeconds?: number;
  /** Receives before a message goes to the dead-letter queue, 1 to 1000. Default: 3. */
  readonly maxReceiveCount?: number;
  /** `false` for a queue that is one itself. Default: an own queue `<address>_dead`. */
  readonly deadLetterQueue?: false;
  /** Default: SQS's own key (SSE-SQS). */
  readonly encryptionKey?: EncryptionKey;
  readonly provider?: TerraformProvider;
}

/** An encrypted queue that takes TLS only, with a dead-letter queue of its own. */
export class Queue extends Construct {
  readonly resource: SqsQueue;
  readonly policy: SqsQueuePolicy;
  readonly deadLetterQueue: Queue | undefined;
  readonly encryptionKey: EncryptionKey | undefined;
  readonly visibilityTimeoutSeconds: number;
  readonly #account: Account;
  readonly #statements: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, freeId(scope, id));
    const { visibilityTimeoutSeconds = 30, messageRetentionSeconds = 345_600, maxReceiveCount = 3 } = props;
    wholeNumber(this, "visibilityTimeoutSeconds", visibilityTimeoutSeconds, { min: 0, max: 43_200 });
    wholeNumber(this, "messageRetentionSeconds", messageRetentionSeconds, { min: 60, max: 1_209_600 });
    wholeNumber(this, "maxReceiveCount", maxReceiveCount, { min: 1, max: 1000 });
    this.encryptionKey = props.encryptionKey;
    this.visibilityTimeoutSeconds = visibilityTimeoutSeconds;
    this.#account = Account.of(this, props.provider);
    this.deadLetterQueue = props.deadLetterQueue === false ? undefined : this.#createDeadLetterQueue(props);
    this.resource = this.#createQueue(props, messageRetentionSeconds, maxReceiveCount);
    this.policy = this.#createPolicy(props);
  }

  get arn(): string {
    return this.resource.arn;
  }

  /** Lets one EventBridge rule send into this queue. */
  allowRule(statementId: string, ruleArn: string): void {
    this.encryptionKey?.allowEvents();
    this.#statements.push({
      sid: statementId,
      principals: { Service: "events.amazonaws.com" },
      actions: ["sqs:SendMessage"],
      resources: [this.arn],
      conditions: {
        ArnEquals: { "aws:SourceArn": ruleArn },
        StringEquals: { "aws:SourceAccount": this.#account.accountId },
      },
    });
  }

  /** What a role needs to send into this queue. */
  sending(): readonly PolicyStatement[] {
    const send = { sid: "SendMessages", actions: ["sqs:SendMessage"], resources: [this.arn] };
    return this.encryptionKey === undefined ? [send] : [send, this.encryptionKey.encryption()];
  }

  /** What a role needs to be fed from this queue. */
  consuming(): readonly PolicyStatement[] {
    const actions = [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ];
    const consume = { sid: "ConsumeMessages", actions, resources: [this.arn] };
    return this.encryptionKey === undefined ? [consume] : [consume, this.encryptionKey.decryption()];
  }

  #createDeadLetterQueue(props: QueueProps): Queue {
    return new Queue(this, "dead", {
      ...(props.name && { name: `${props.name}-dead` }),
      ...(props.encryptionKey && { encryptionKey: props.encryptionKey }),
      ...(props.provider && { provider: props.provider }),
      messageRetentionSeconds: 1_209_600,
      deadLetterQueue: false,
    });
  }

  #createQueue(props: QueueProps, messageRetentionSeconds: number, maxReceiveCount: number): SqsQueue {
    const encryption = props.encryptionKey
      ? { kmsMasterKeyId: props.encryptionKey.arn, kmsDataKeyReusePeriodSeconds: 300 }
      : { sqsManagedSseEnabled: true };
    const { SqsQueue } = awsModule("sqs-queue");
    return named(
      addressOf(this),
      new SqsQueue(this, "queue", {
        name: physicalName(this, { kind: "queue", maxLength: 80, pattern: /^[\w-]+$/ }, props),
        visibilityTimeoutSeconds: this.visibilityTimeoutSeconds,
        messageRetentionSeconds,
        ...encryption,
        ...(this.deadLetterQueue && {
          redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.deadLetterQueue.arn, maxReceiveCount }),
        }),
        ...(props.provider && { provider: props.provider }),
      }),
    );
  }

  #createPolicy(props: QueueProps): SqsQueuePolicy {
    const { SqsQueuePolicy } = awsModule("sqs-queue-policy");
    return named(
      addressOf(this),
      new SqsQueuePolicy(this, "policy", {
        queueUrl: this.resource.id,
        policy: policyDocument(() => [denyPlainText("sqs:*", [this.arn]), ...this.#statements]),
        ...(props.provider && { provider: props.provider }),
      }),
    );
  }
}
