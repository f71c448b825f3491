import { conditional, isOneOf } from "../../modules/workflow/expression.ts";
import type { Failure } from "../../modules/workflow/step.ts";
import type { Steps } from "../../modules/workflow/steps.ts";
import { catalog } from "./functions.ts";
import type { PipelineScope } from "./pipeline-scope.ts";
import { RETRY_TRANSIENT } from "./retry-transient.ts";

/** Errors that are the photo's fault: it is rejected, and the execution still succeeds. */
const PHOTO_ERRORS = [
  "EmptyPhoto",
  "UnsupportedFormat",
  "DamagedPhoto",
  "PhotoTooLarge",
  "TooManyPixels",
  "PhotoGone",
];

/** Records why a photo was not processed: `rejected` for the photo's fault, `failed` for ours. */
export function rejectPhoto(steps: Steps<PipelineScope & { readonly failure: Failure }, never>) {
  return steps.task("Reject", catalog, {
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
    retry: RETRY_TRANSIENT,
  });
}
