import Table from "cli-table3";
import type { TaskTrace } from "../local/app/task-runner.ts";
import type { PhotoOutcome } from "../local/photo-run/photo-outcome.ts";
import { printable } from "../reporting/printable.ts";
import { byteSize } from "./byte-size.ts";

export interface PhotoTableOptions {
  readonly isColored: boolean;
  /** Of the terminal. Default: 116. */
  readonly columns?: number | undefined;
}

/** A table of photos: each step's time and what it made, the labels, and how it ended. */
export function photoTable(outcomes: readonly PhotoOutcome[], options: PhotoTableOptions): string {
  const style = options.isColored ? { head: ["bold"], border: ["grey"] } : { head: [], border: [] };
  const widths = columnWidths(options.columns ?? 116);
  const table = new Table({
    head: ["Photo", "Step", "Time", "Size", "Labels", "End state"],
    colAligns: ["left", "left", "right", "right", "left", "left"],
    colWidths: Object.values(widths),
    wordWrap: true,
    style,
  });
  for (const outcome of outcomes) {
    const steps = stepsOf(outcome.tasks);
    table.push([
      folded(printable(outcome.name), widths.photo),
      steps.map(({ name }) => name).join("\n"),
      steps.map(({ durationMs }) => `${Math.round(durationMs)} ms`).join("\n"),
      steps.map(({ sizeBytes }) => (sizeBytes === 0 ? "–" : byteSize(sizeBytes))).join("\n"),
      outcome.labels
        .map(({ name, confidence }) => `${printable(name)} ${Math.round(confidence)} %`)
        .join("\n"),
      folded(endState(outcome), widths.endState),
    ]);
  }
  return table.toString();
}

/** In characters, with a blank on both sides of the text; what is not fixed shares the terminal, as far as that can be read. */
function columnWidths(columns: number) {
  const fixed = { step: 11, time: 10, size: 10 };
  const borders = 7;
  const left = Math.max(45, columns - fixed.step - fixed.time - fixed.size - borders);
  const photo = Math.floor(left * 0.283);
  const labels = Math.floor(left * 0.283);
  return { photo, ...fixed, labels, endState: Math.min(60, left - photo - labels) };
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

function endState({ status, reason, notes }: PhotoOutcome): string {
  const why = reason === undefined ? [] : [`${reason.error}: ${reason.message}`];
  const state = status === "duplicate" ? "done before" : status;
  return [state, ...why, ...notes].map(printable).join("\n");
}

/** Words that are too long for a column go on in the next line; the table would cut them. */
function folded(text: string, columnWidth: number): string {
  const tooLong = new RegExp(`\\S{${columnWidth - 2}}(?=\\S)`, "gu");
  return text.replaceAll(tooLong, "$&\n");
}
