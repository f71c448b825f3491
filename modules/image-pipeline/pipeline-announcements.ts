import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { EventBus } from "../event-bus.ts";
import type { Matcher } from "../event-pattern/event-pattern.ts";
import { inputPath, transform } from "../event-pattern/input-transformer.ts";
import { EventRule } from "../event-rule.ts";
import { type EventTarget, functionTarget, queueTarget } from "../event-target.ts";
import { Queue } from "../queue.ts";
import { QueueSource } from "../queue-source.ts";
import type { PipelineFunctions } from "./pipeline-functions.ts";
import type { PipelineStorage } from "./pipeline-storage.ts";

export interface PipelineAnnouncementsProps {
  readonly storage: PipelineStorage;
  readonly functions: PipelineFunctions;
  readonly undelivered: Queue;
  readonly provider?: TerraformProvider;
}

/** The bus on which every outcome is announced, and what listens. */
export interface PipelineAnnouncements {
  readonly bus: EventBus;
  /** Photos that were rejected or failed, for people to look at. */
  readonly refused: Queue;
  /** Every outcome, on its way into digests. */
  readonly outcomes: Queue;
}

/** How many outcomes one digest sums up at most, and how long it waits for them. */
const DIGEST = { batchSize: 100, maxBatchingSeconds: 30 };

export function createAnnouncements(
  scope: Construct,
  props: PipelineAnnouncementsProps,
): PipelineAnnouncements {
  const { functions, storage, undelivered } = props;
  const { encryptionKey } = storage;
  const provider = props.provider && { provider: props.provider };
  const bus = new EventBus(scope, "announcements", {
    archiveDays: 30,
    ...provider,
  });
  const refused = new Queue(scope, "refused", { encryptionKey, ...provider });
  const outcomes = new Queue(scope, "outcomes", {
    visibilityTimeoutSeconds: functions.digest.timeoutSeconds * 6 + DIGEST.maxBatchingSeconds,
    encryptionKey,
    ...provider,
  });
  const announce = (id: string, status: readonly Matcher[], targets: Readonly<Record<string, EventTarget>>) =>
    new EventRule(scope, id, {
      bus,
      pattern: { source: ["terraloom.images"], "detail-type": ["Image Processed"], detail: { status } },
      targets,
      undelivered,
      ...provider,
    });

  announce("photo_processed", ["processed"], {
    notify: functionTarget(functions.notify, { input: PROCESSED_NOTICE }),
  });
  announce("photo_refused", [{ "anything-but": ["processed"] }], {
    notify: functionTarget(functions.notify, { input: REFUSED_NOTICE }),
    queue: queueTarget(refused, { input: inputPath("$.detail") }),
  });
  announce("photo_done", [{ exists: true }], { digest: queueTarget(outcomes, { input: OUTCOME }) });
  new QueueSource(scope, "digests", { queue: outcomes, function: functions.digest, ...DIGEST, ...provider });
  return { bus, refused, outcomes };
}

const PROCESSED_NOTICE = transform(
  { name: "$.detail.name", version: "$.detail.version" },
  ({ name, version }) => ({ kind: "processed", name, version, summary: `${name} was processed` }),
);

const REFUSED_NOTICE = transform(
  { name: "$.detail.name", version: "$.detail.version", status: "$.detail.status" },
  ({ name, version, status }) => ({ kind: "refused", name, version, summary: `${name} was ${status}` }),
);

const OUTCOME = transform(
  {
    name: "$.detail.name",
    version: "$.detail.version",
    status: "$.detail.status",
    labels: "$.detail.labels",
  },
  ({ name, version, status, labels }) => ({ name, version, status, labels }),
);
