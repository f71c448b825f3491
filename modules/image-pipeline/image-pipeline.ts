import { dependable, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import type { Architecture } from "../../packaging/build-request.ts";
import { imagePipeline } from "../../workflows/image-pipeline/image-pipeline.ts";
import {
  type PipelineParameters,
  type PipelineParametersInput,
  pipelineParameters,
} from "../../workflows/image-pipeline/parameters.ts";
import type { Bucket } from "../bucket.ts";
import { checked } from "../checked.ts";
import type { EventBus } from "../event-bus.ts";
import { transform } from "../event-pattern/input-transformer.ts";
import { objectCreated } from "../event-pattern/object-created.ts";
import { EventRule } from "../event-rule.ts";
import { stateMachineTarget } from "../event-target.ts";
import { freeId } from "../free-id.ts";
import { Queue } from "../queue.ts";
import { StateMachine } from "../state-machine.ts";
import { createAnnouncements } from "./pipeline-announcements.ts";
import { createFunctions, type PipelineFunctions } from "./pipeline-functions.ts";
import { createStorage, type PipelineRetention } from "./pipeline-storage.ts";

export interface ImagePipelineProps {
  /** Sizes, formats and limits, each with a default. */
  readonly parameters?: PipelineParametersInput;
  readonly retention?: PipelineRetention;
  /** Of all functions. Default: `arm64`. */
  readonly architecture?: Architecture;
  /** Lets Terraform destroy the buckets with the photos in them. Default: false. */
  readonly forceDestroy?: boolean;
  readonly provider?: TerraformProvider;
}

/**
 * The reference application: a photo put under `uploads/` is compressed, cropped, filtered and recognized, the results
 * lie under `pictures/` and `catalog/`, and the bus announces the outcome.
 */
export class ImagePipeline extends Construct {
  /** Put photos under `uploads/`. */
  readonly uploads: Bucket;
  readonly results: Bucket;
  /** Carries `Image Processed` from `terraloom.images`. */
  readonly announcements: EventBus;
  readonly stateMachine: StateMachine;
  readonly functions: PipelineFunctions;
  readonly newPhotos: EventRule;

  constructor(scope: Construct, id: string, props: ImagePipelineProps = {}) {
    super(scope, freeId(scope, id));
    const { retention = {}, architecture = "arm64", forceDestroy = false } = props;
    const provider = props.provider && { provider: props.provider };
    const logs = retention.logDays === undefined ? {} : { logRetentionDays: retention.logDays };
    const parameters = checked(pipelineParameters, props.parameters ?? {}, `${this.node.path}, parameters`);

    const storage = createStorage(this, { retention, forceDestroy, ...provider });
    const undelivered = new Queue(this, "undelivered", {
      deadLetterQueue: false,
      messageRetentionSeconds: 1_209_600,
      encryptionKey: storage.encryptionKey,
      ...provider,
    });
    this.functions = createFunctions(this, { storage, architecture, ...logs, ...provider });
    const announcements = createAnnouncements(this, {
      storage,
      functions: this.functions,
      undelivered,
      ...provider,
    });
    this.uploads = storage.uploads;
    this.results = storage.results;
    this.announcements = announcements.bus;
    this.stateMachine = new StateMachine(this, "pipeline", {
      workflow: imagePipeline(parameters),
      functions: workflowFunctions(this.functions),
      buses: { announcements: this.announcements },
      encryptionKey: storage.encryptionKey,
      logData: true, // references and labels, never pixels, into an encrypted log
      ...logs,
      ...provider,
    });
    this.newPhotos = this.#startOnUpload(parameters, undelivered, props.provider);
  }

  #startOnUpload(
    parameters: PipelineParameters,
    undelivered: Queue,
    provider?: TerraformProvider,
  ): EventRule {
    const upload = transform(
      {
        bucket: "$.detail.bucket.name",
        etag: "$.detail.object.etag",
        key: "$.detail.object.key",
        size: "$.detail.object.size",
        version: "$.detail.object.version-id",
      },
      ({ bucket, etag, key, size, version }) => ({
        upload: { bucket, key, versionId: version, etag, sizeBytes: size },
      }),
    );
    const rule = new EventRule(this, "new_photos", {
      description: "Every new photo starts the pipeline",
      // By what is in it, not by its name, the pipeline tells what is no photo.
      pattern: objectCreated({
        bucket: this.uploads.bucketName,
        prefix: "uploads/",
        maxSizeBytes: parameters.maxUploadBytes,
      }),
      targets: { pipeline: stateMachineTarget(this.stateMachine, { input: upload }) },
      undelivered,
      ...(provider && { provider }),
    });
    // An event sent before the rule has its target would start nothing, and nobody would know.
    if (this.uploads.notification) {
      this.uploads.notification.dependsOn = Object.values(rule.targets).map(dependable);
    }
    return rule;
  }
}

/** The functions that the workflow calls by name. */
function workflowFunctions(functions: PipelineFunctions) {
  const { inspect, prepare, compress, crop, filter, recognize, catalog } = functions;
  return { inspect, prepare, compress, crop, filter, recognize, catalog };
}
