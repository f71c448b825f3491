import { z } from "zod";
import type { FinishedExecution } from "../app/executions.ts";
import type { TaskTrace } from "../app/task-runner.ts";
import type { HistoryEvent } from "../states/history-event.ts";
import { parsedJson } from "../states/json-value.ts";

/** What became of one photo. */
export interface PhotoOutcome {
  readonly name: string;
  readonly status: "processed" | "rejected" | "failed" | "duplicate" | "not taken";
  /** Why, where it was not processed. */
  readonly reason?: { readonly error: string; readonly message: string };
  readonly labels: readonly { readonly name: string; readonly confidence: number }[];
  readonly notes: readonly string[];
  readonly tasks: readonly TaskTrace[];
  /** The history of its execution. */
  readonly events: readonly HistoryEvent[];
  /** Keys of the objects that belong to it, in the results bucket, by file name. */
  readonly files: Readonly<Record<string, string>>;
}

const storedFile = z.object({ file: z.string(), key: z.string() });

/** What an execution of the pipeline ends with: the catalog's record, or the note that it was done before. */
const pipelineOutput = z.union([
  z.object({ status: z.literal("duplicate") }),
  z.object({
    status: z.enum(["processed", "rejected", "failed"]),
    folder: z.string(),
    pictures: z.array(storedFile),
    documents: z.array(storedFile),
    labels: z.array(z.object({ name: z.string(), confidence: z.number() })),
    notes: z.array(z.string()),
    reason: z.object({ error: z.string(), message: z.string() }).optional(),
  }),
]);

const REJECTION_FILE = "rejected.json";

/** The outcome of a photo whose execution has ended. */
export function photoOutcome(name: string, execution: FinishedExecution): PhotoOutcome {
  const { tasks, events } = execution;
  const nothing = { labels: [], notes: [], files: {} };
  const output = pipelineOutput.safeParse(outputOf(execution));
  if (!output.success) {
    const { error = execution.status, cause = "The execution ended without a record." } = execution;
    return { name, status: "failed", reason: { error, message: cause }, tasks, events, ...nothing };
  }
  if (output.data.status === "duplicate") return { name, status: "duplicate", tasks, events, ...nothing };
  const { status, folder, pictures, documents, labels, notes, reason } = output.data;
  const files =
    status === "processed"
      ? Object.fromEntries([...pictures, ...documents].map(({ file, key }) => [file, key]))
      : { [REJECTION_FILE]: folder + REJECTION_FILE };
  return { name, status, tasks, events, labels, notes, files, ...(reason && { reason }) };
}

/** A failed execution carries the record as its cause. */
function outputOf({ status, output, cause }: FinishedExecution): unknown {
  return status === "SUCCEEDED" ? output : parsedJson(cause ?? "");
}

const NOTHING_HAPPENED = { labels: [], notes: [], tasks: [], events: [], files: {} };

/** The outcome of a file that could not be put through the pipeline at all. */
export function broken(name: string, error: string, message: string): PhotoOutcome {
  return { name, status: "failed", reason: { error, message }, ...NOTHING_HAPPENED };
}

/** The outcome of a file that started no execution. */
export function notTaken(name: string): PhotoOutcome {
  const reason = { error: "NotTaken", message: "No rule takes a file of this name and size." };
  return { name, status: "not taken", reason, ...NOTHING_HAPPENED };
}
