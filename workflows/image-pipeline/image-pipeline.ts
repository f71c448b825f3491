import type { PhotoReference } from "../../layers/image-kit/index.ts";
import {
  concatenated,
  conditional,
  each,
  equals,
  greaterThan,
  isOneOf,
  jsonText,
  not,
  product,
  text,
} from "../../modules/workflow/expression.ts";
import type { RetryRule } from "../../modules/workflow/step.ts";
import { type Workflow, workflow } from "../../modules/workflow/workflow.ts";
import { catalog, compress, crop, filter, inspect, prepare, recognize } from "./functions.ts";
import type { PipelineParameters } from "./parameters.ts";

/** What the rule for new uploads starts an execution with. */
export interface PipelineInput {
  readonly upload: PhotoReference;
}

/** The formats that are decoded; every other one is refused by name. */
const DECODED_FORMATS = ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const;

/** Errors that are the photo's fault: it is rejected, and the execution still succeeds. */
const PHOTO_ERRORS = [
  "EmptyPhoto",
  "UnsupportedFormat",
  "DamagedPhoto",
  "PhotoTooLarge",
  "TooManyPixels",
  "PhotoGone",
];

/** Errors that may pass: throttling, and services or storage that do not answer ("Handle Lambda service exceptions"). */
const TRANSIENT: readonly RetryRule[] = [
  {
    errors: [
      "Lambda.ServiceException",
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
      "Lambda.TooManyRequestsException",
      "StorageUnavailable",
      "RecognitionUnavailable",
    ],
    intervalSeconds: 1,
    maxAttempts: 4,
    backoffRate: 2,
    maxDelaySeconds: 20,
    jitter: true,
  },
];

/** One photo: inspected, prepared, then improved by four steps at once, recorded and announced. */
export function imagePipeline(parameters: PipelineParameters): Workflow {
  const { maxUploadBytes, maxPixels, workingSidePx, formats, crops, filters, maxLabels, minConfidence } =
    parameters;
  return workflow<PipelineInput>(
    { comment: "Compress, crop, filter and recognize a photo", timeoutSeconds: 900 },
    (start) =>
      start
        .attempt({
          body: (steps) =>
            steps
              .task("Inspect", inspect, {
                input: ({ input, execution }) => ({
                  upload: input.upload,
                  execution: execution.Id,
                  limits: { maxBytes: maxUploadBytes, maxPixels },
                }),
                keep: "inspection",
                retry: TRANSIENT,
              })
              .choose("Route by type and size", ({ inspection }) => [
                [
                  equals(inspection.duplicate, true),
                  (done) =>
                    done.succeed("Done before", {
                      output: () => ({ status: "duplicate", photo: inspection.photo }),
                    }),
                ],
                [
                  not(isOneOf(inspection.format, DECODED_FORMATS)),
                  (refused) =>
                    refused.raise("Refuse type", () => ({
                      error: "UnsupportedFormat",
                      cause: conditional(
                        equals(inspection.format, "unknown"),
                        "The file is not a picture of a type that is taken.",
                        text`Pictures of type ${inspection.format} are not taken.`,
                      ),
                    })),
                ],
                [
                  greaterThan(product(inspection.width, inspection.height), maxPixels),
                  (refused) =>
                    refused.raise("Refuse size", () => ({
                      error: "TooManyPixels",
                      cause: text`The picture has ${inspection.width} × ${inspection.height} pixels; at most ${maxPixels} are taken.`,
                    })),
                ],
              ])
              .task("Prepare", prepare, {
                input: ({ inspection }) => ({
                  photo: inspection.photo,
                  name: inspection.name,
                  version: inspection.version,
                  format: inspection.format,
                  pages: inspection.pages,
                  workingSidePx,
                  maxPixels,
                }),
                keep: "prepared",
                retry: TRANSIENT,
              })
              .parallel("Improve", {
                branches: [
                  (branch) =>
                    branch.task("Compress", compress, {
                      input: ({ inspection, prepared }) => ({
                        working: prepared.working,
                        name: inspection.name,
                        version: inspection.version,
                        formats,
                      }),
                      retry: TRANSIENT,
                    }),
                  (branch) =>
                    branch.map("Crop to sizes", {
                      items: () => crops,
                      maxConcurrency: 4,
                      each: (item, size) =>
                        item.task("Crop", crop, {
                          input: ({ inspection, prepared }) => ({
                            working: prepared.working,
                            name: inspection.name,
                            version: inspection.version,
                            crop: size,
                          }),
                          retry: TRANSIENT,
                        }),
                    }),
                  (branch) =>
                    branch.task("Filter", filter, {
                      input: ({ inspection, prepared }) => ({
                        working: prepared.working,
                        name: inspection.name,
                        version: inspection.version,
                        filters,
                      }),
                      retry: TRANSIENT,
                    }),
                  (branch) =>
                    branch.task("Recognize", recognize, {
                      input: ({ inspection, prepared }) => ({
                        working: prepared.working,
                        name: inspection.name,
                        version: inspection.version,
                        maxLabels,
                        minConfidence,
                      }),
                      retry: TRANSIENT,
                    }),
                ],
                keep: "improved",
              })
              .task("Catalog", catalog, {
                input: ({ execution, inspection, prepared, improved }) => {
                  const { 0: compressed, 1: cropped, 2: filtered, 3: recognized } = improved;
                  return {
                    execution: execution.Id,
                    status: "processed" as const,
                    photo: inspection.photo,
                    name: inspection.name,
                    version: inspection.version,
                    pictures: concatenated(compressed.pictures, each(cropped, "picture"), filtered.pictures),
                    documents: [recognized.document],
                    labels: recognized.labels,
                    notes: prepared.notes,
                  };
                },
                keep: "record",
                retry: TRANSIENT,
              }),
          handler: (steps) =>
            steps.task("Reject", catalog, {
              input: ({ input, execution, failure }) => ({
                execution: execution.Id,
                status: conditional(isOneOf(failure.Error, PHOTO_ERRORS), "rejected", "failed"),
                photo: input.upload,
                pictures: [],
                documents: [],
                labels: [],
                notes: [],
                reason: { error: failure.Error, message: failure.Cause },
              }),
              keep: "record",
              retry: TRANSIENT,
            }),
        })
        .putEvent("Announce", {
          bus: "announcements",
          source: "terraloom.images",
          detailType: "Image Processed",
          detail: ({ record }) => ({
            status: record.status,
            name: record.name,
            version: record.version,
            labels: each(record.labels, "name"),
            folder: record.folder,
          }),
          retry: [{ errors: ["States.ALL"] }],
        })
        .choose("Did it fail", ({ record }) => [
          [
            equals(record.status, "failed"),
            (failed) => failed.fail("Failed", () => ({ error: "PhotoFailed", cause: jsonText(record) })),
          ],
        ])
        .succeed("Done", { output: ({ record }) => record }),
  );
}
