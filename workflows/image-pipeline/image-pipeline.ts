import { type Workflow, workflow } from "../../modules/workflow/workflow.ts";
import { announceOutcome } from "./announce-outcome.ts";
import type { PipelineParameters } from "./parameters.ts";
import type { PipelineInput } from "./pipeline-scope.ts";
import { processPhoto } from "./process-photo.ts";
import { rejectPhoto } from "./reject-photo.ts";

/** One photo: inspected, prepared, then improved by four steps at once, recorded and announced. */
export function imagePipeline(parameters: PipelineParameters): Workflow {
  return workflow<PipelineInput>(
    { comment: "Compress, crop, filter and recognize a photo", timeoutSeconds: 900 },
    (start) =>
      announceOutcome(
        start.attempt({ body: (steps) => processPhoto(steps, parameters), handler: rejectPhoto }),
      ),
  );
}
