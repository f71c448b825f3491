import Table from "cli-table3";
import type { TaskTrace } from "../local/app/task-runner.ts";
import type { PhotoOutcome } from "../local/photo-run/photo-outcome.ts";
import { printable } from "./printable.ts";

/** A table of photos: each step's time and what it made, the labels, and how it ended. */
export function photoTable(outcomes: readonly PhotoOutcome[], isColored: boolean): string {
  const style = isColored ? { head: ["bold"], border: ["grey"] } : { head: [], border: [] };
  const table = new Table({
    head: ["Photo", "Step", "Time", "Size", "Labels", "End state"],
    colAligns: ["left", "left", "right", "right", "left", "left"],
    colWidths: [22, 11, 10, 10, 22, 34],
    wordWrap: true,
    style,
  });
  for (const outcome of outcomes) {
    const steps = stepsOf(outcome.tasks);
    table.push([
      printable(outcome.name),
      steps.map(({ name }) => name).join("\n"),
      steps.map(({ durationMs }) => `${Math.round(durationMs)} ms`).join("\n"),
      steps.map(({ sizeBytes }) => (sizeBytes === 0 ? "–" : inUnits(sizeBytes))).join("\n"),
      outcome.labels
        .map(({ name, confidence }) => `${printable(name)} ${Math.round(confidence)} %`)
        .join("\n"),
      endState(outcome),
    ]);
  }
  return table.toString();
}

interface StepSummary {
  readonly name: string;
  readonly durationMs: number;
  readonly sizeBytes: number;
}

/** Calls of one step, such as the crops to several sizes, in one line; in the order of their first call. */
function stepsOf(tasks: readonly TaskTrace[]): readonly StepSummary[] {
  const steps = new Map<string, StepSummary>();
  for (const { stateName: name, durationMs, output } of [...tasks].sort((a, b) => a.order - b.order)) {
    const { durationMs: earlierMs, sizeBytes } = steps.get(name) ?? { durationMs: 0, sizeBytes: 0 };
    steps.set(name, { name, durationMs: earlierMs + durationMs, sizeBytes: sizeBytes + sizeMade(output) });
  }
  return [...steps.values()];
}

interface Sized {
  readonly sizeBytes?: number;
}

type Made = Readonly<Record<"working" | "picture" | "document", Sized | undefined>> & {
  readonly pictures?: readonly Sized[];
  readonly status?: string;
};

/** The bytes of the files that a step says it has written. */
function sizeMade(output: unknown): number {
  const { working, picture, document, pictures = [], status } = (output ?? {}) as Made;
  if (status !== undefined) return 0; // the catalog's record lists what the other steps wrote
  return [working, picture, document, ...pictures].reduce((sum, file) => sum + (file?.sizeBytes ?? 0), 0);
}

function inUnits(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function endState({ status, reason, notes }: PhotoOutcome): string {
  const why = reason === undefined ? [] : [`${reason.error}: ${reason.message}`];
  const state = status === "duplicate" ? "done before" : status;
  return [state, ...why, ...notes].map(printable).join("\n");
}
