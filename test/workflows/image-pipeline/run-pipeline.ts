import { simulatedClock } from "../../../local/states/clock.ts";
import { type ExecutionResult, runStateMachine } from "../../../local/states/run-state-machine.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import { compileWorkflow, type StateMachineDefinition } from "../../../modules/workflow/compile-workflow.ts";
import { imagePipeline } from "../../../workflows/image-pipeline/image-pipeline.ts";
import {
  type PipelineParametersInput,
  pipelineParameters,
} from "../../../workflows/image-pipeline/parameters.ts";

const NAMES = ["inspect", "prepare", "compress", "crop", "filter", "recognize", "catalog"];

export const UPLOAD = { bucket: "in", key: "uploads/cat.jpg", versionId: "v1", etag: "e1", sizeBytes: 100 };

export const INSPECTION = {
  duplicate: false,
  photo: UPLOAD,
  name: "cat.jpg",
  version: "abc",
  format: "jpeg",
  width: 40,
  height: 30,
  pages: 1,
};

/** A function of the pipeline: its name and what it was called with. */
export interface Call {
  readonly name: string;
  readonly payload: unknown;
}

export type Answers = Readonly<Record<string, (payload: never) => unknown>>;

/** The answers of functions that all do what they should. */
export const GOOD_ANSWERS: Answers = {
  inspect: () => INSPECTION,
  prepare: () => ({ working: { bucket: "out", key: "working/cat" }, notes: ["first of 3 frames"] }),
  compress: () => ({ pictures: [{ key: "c.webp" }, { key: "c.jpg" }] }),
  crop: ({ crop }: { readonly crop: { readonly name: string } }) => ({
    picture: { key: `${crop.name}.jpg` },
  }),
  filter: () => ({ pictures: [{ key: "sepia.jpg" }] }),
  recognize: () => ({ document: { key: "labels.json" }, labels: [{ name: "cat", confidence: 99 }] }),
  catalog: (event: object) => ({
    name: INSPECTION.name,
    version: INSPECTION.version,
    ...event,
    folder: "pictures/cat.jpg/",
  }),
};

/** The definition of the pipeline, with names for ARNs. */
export function pipelineDefinition(parameters: PipelineParametersInput = {}): StateMachineDefinition {
  const functions = Object.fromEntries(NAMES.map((name) => [name, name]));
  return compileWorkflow(imagePipeline(pipelineParameters.parse(parameters)), {
    functions,
    buses: { announcements: "announcements" },
  });
}

/** Runs the pipeline for one upload; its functions answer as told. */
export async function runPipeline(
  answers: Answers = {},
  parameters: PipelineParametersInput = {},
): Promise<ExecutionResult & { readonly calls: readonly Call[]; readonly announced: readonly unknown[] }> {
  const calls: Call[] = [];
  const announced: unknown[] = [];
  const all: Answers = { ...GOOD_ANSWERS, ...answers };
  const result = await runStateMachine(pipelineDefinition(parameters), {
    input: { upload: UPLOAD },
    clock: simulatedClock(Date.UTC(2026, 0, 1)),
    execution: { id: "arn:execution", name: "first" },
    stateMachine: { id: "arn:machine", name: "pipeline" },
    random: () => 0.5,
    runTask: async ({ resource, input }) => {
      if (resource === "arn:aws:states:::events:putEvents") {
        announced.push(...(input as { readonly Entries: readonly unknown[] }).Entries);
        return { FailedEntryCount: 0 };
      }
      const { FunctionName: name, Payload: payload } = input as { FunctionName: string; Payload: unknown };
      calls.push({ name, payload });
      return { Payload: all[name]?.(payload as never), StatusCode: 200 };
    },
  });
  return { ...result, calls, announced };
}

/** An answer that is an error. */
export function failing(error: string, cause: string): () => never {
  return () => {
    throw new StatesError(error, cause);
  };
}
