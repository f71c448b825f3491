import { each, equals, jsonText } from "../../modules/workflow/expression.ts";
import type { Steps } from "../../modules/workflow/steps.ts";
import type { RecordedScope } from "./pipeline-scope.ts";

/** Tells the bus how it went, then ends the execution: with the record, or failed where the fault is ours. */
export function announceOutcome(steps: Steps<RecordedScope, unknown>) {
  return steps
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
    .succeed("Done", { output: ({ record }) => record });
}
