import { concatenated, each } from "../../modules/workflow/expression.ts";
import type { Steps } from "../../modules/workflow/steps.ts";
import { catalog, prepare } from "./functions.ts";
import { improveBranches } from "./improve-photo.ts";
import { inspectPhoto } from "./inspect-photo.ts";
import type { PipelineParameters } from "./parameters.ts";
import type { InspectedScope, PipelineScope } from "./pipeline-scope.ts";
import { RETRY_TRANSIENT } from "./retry-transient.ts";

/** A photo as it should go: inspected, prepared, improved and recorded. */
export function processPhoto(steps: Steps<PipelineScope, never>, parameters: PipelineParameters) {
  return preparePhoto(inspectPhoto(steps, parameters), parameters)
    .parallel("Improve", { branches: improveBranches(parameters), keep: "improved" })
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
      retry: RETRY_TRANSIENT,
    });
}

function preparePhoto(
  steps: Steps<InspectedScope, unknown>,
  { workingSidePx, maxPixels }: PipelineParameters,
) {
  return steps.task("Prepare", prepare, {
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
    retry: RETRY_TRANSIENT,
  });
}
