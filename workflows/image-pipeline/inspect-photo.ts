import {
  conditional,
  type Expression,
  equals,
  greaterThan,
  isOneOf,
  not,
  product,
  text,
} from "../../modules/workflow/expression.ts";
import type { References } from "../../modules/workflow/references.ts";
import type { Steps } from "../../modules/workflow/steps.ts";
import { inspect } from "./functions.ts";
import type { PipelineParameters } from "./parameters.ts";
import type { InspectedScope, PipelineScope } from "./pipeline-scope.ts";
import { RETRY_TRANSIENT } from "./retry-transient.ts";

/** The formats that are decoded; every other one is refused by name. */
const DECODED_FORMATS = ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const;

type InspectedSteps = Steps<InspectedScope, never>;
type Branch = readonly [Expression<boolean>, (steps: InspectedSteps) => InspectedSteps];

/** Finds out what was uploaded; a photo that was done before ends here, one that is not taken is refused. */
export function inspectPhoto(
  steps: Steps<PipelineScope, never>,
  { maxUploadBytes, maxPixels }: PipelineParameters,
) {
  return steps
    .task("Inspect", inspect, {
      input: ({ input, execution }) => ({
        upload: input.upload,
        execution: execution.Id,
        limits: { maxBytes: maxUploadBytes, maxPixels },
      }),
      keep: "inspection",
      retry: RETRY_TRANSIENT,
    })
    .choose("Route by type and size", (scope) => [
      endDuplicate(scope),
      refuseType(scope),
      refuseSize(scope, maxPixels),
    ]);
}

function endDuplicate({ inspection }: References<InspectedScope>): Branch {
  const output = () => ({ status: "duplicate", photo: inspection.photo });
  return [equals(inspection.duplicate, true), (steps) => steps.succeed("Done before", { output })];
}

function refuseType({ inspection }: References<InspectedScope>): Branch {
  const cause = conditional(
    equals(inspection.format, "unknown"),
    "The file is not a picture of a type that is taken.",
    text`Pictures of type ${inspection.format} are not taken.`,
  );
  return [
    not(isOneOf(inspection.format, DECODED_FORMATS)),
    (steps) => steps.raise("Refuse type", () => ({ error: "UnsupportedFormat", cause })),
  ];
}

function refuseSize({ inspection }: References<InspectedScope>, maxPixels: number): Branch {
  const { width, height } = inspection;
  const cause = text`The picture has ${width} × ${height} pixels; at most ${maxPixels} are taken.`;
  return [
    greaterThan(product(width, height), maxPixels),
    (steps) => steps.raise("Refuse size", () => ({ error: "TooManyPixels", cause })),
  ];
}
