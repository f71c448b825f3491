import type { References } from "../../modules/workflow/references.ts";
import type { Steps } from "../../modules/workflow/steps.ts";
import { compress, crop, filter, recognize } from "./functions.ts";
import type { PipelineParameters } from "./parameters.ts";
import type { PreparedScope } from "./pipeline-scope.ts";
import { RETRY_TRANSIENT } from "./retry-transient.ts";

type Branch = Steps<PreparedScope, never>;

/** The steps that run at once, each on the same working copy; their results are in this order. */
export function improveBranches(parameters: PipelineParameters) {
  return [
    (branch: Branch) => compressed(branch, parameters),
    (branch: Branch) => cropped(branch, parameters),
    (branch: Branch) => filtered(branch, parameters),
    (branch: Branch) => recognized(branch, parameters),
  ] as const;
}

function compressed(branch: Branch, { formats }: PipelineParameters) {
  return branch.task("Compress", compress, {
    input: (scope) => ({ ...workingCopy(scope), formats }),
    retry: RETRY_TRANSIENT,
  });
}

function cropped(branch: Branch, { crops }: PipelineParameters) {
  return branch.map("Crop to sizes", {
    items: () => crops,
    maxConcurrency: 4,
    each: (item, size) =>
      item.task("Crop", crop, {
        input: (scope) => ({ ...workingCopy(scope), crop: size }),
        retry: RETRY_TRANSIENT,
      }),
  });
}

function filtered(branch: Branch, { filters }: PipelineParameters) {
  return branch.task("Filter", filter, {
    input: (scope) => ({ ...workingCopy(scope), filters }),
    retry: RETRY_TRANSIENT,
  });
}

function recognized(branch: Branch, { maxLabels, minConfidence }: PipelineParameters) {
  return branch.task("Recognize", recognize, {
    input: (scope) => ({ ...workingCopy(scope), maxLabels, minConfidence }),
    retry: RETRY_TRANSIENT,
  });
}

/** What every improvement starts from, and what its outputs are named by. */
function workingCopy({ inspection, prepared }: References<PreparedScope>) {
  return { working: prepared.working, name: inspection.name, version: inspection.version };
}
