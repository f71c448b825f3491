import type { CloudwatchEventArchive } from "@cdktf/provider-aws/lib/cloudwatch-event-archive/index.js";
import type { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { addressOf, named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { freeId } from "./free-id.ts";
import { physicalName } from "./physical-name.ts";
import { wholeNumber } from "./whole-number.ts";

export interface EventBusProps {
  readonly description?: string;
  /** Keeps every event that many days, to be replayed; 0 for ever. Default: no archive. */
  readonly archiveDays?: number;
  readonly name?: string;
  readonly provider?: TerraformProvider;
}

/** A bus of the app's own. */
export class EventBus extends Construct {
  readonly resource: CloudwatchEventBus;
  readonly archive: CloudwatchEventArchive | undefined;

  constructor(scope: Construct, id: string, props: EventBusProps = {}) {
    super(scope, freeId(scope, id));
    const name = physicalName(this, { kind: "bus", maxLength: 48, pattern: /^[\w.-]+$/ }, props);
    const provider = props.provider && { provider: props.provider };
    const address = addressOf(this);
    const { CloudwatchEventBus } = awsModule("cloudwatch-event-bus");
    this.resource = named(
      address,
      new CloudwatchEventBus(this, "bus", {
        name,
        ...(props.description && { description: props.description }),
        ...provider,
      }),
    );
    if (props.archiveDays === undefined) return;
    wholeNumber(this, "archiveDays", props.archiveDays, { min: 0, max: 36_500 });
    const { CloudwatchEventArchive } = awsModule("cloudwatch-event-archive");
    this.archive = named(
      address,
      new CloudwatchEventArchive(this, "archive", {
        name,
        eventSourceArn: this.resource.arn,
        retentionDays: props.archiveDays,
        ...provider,
      }),
    );
  }

  get arn(): string {
    return this.resource.arn;
  }

  /** The bus's name. */
  get busName(): string {
    return this.resource.name;
  }
}
