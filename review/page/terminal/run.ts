import { printable } from "../../../reporting/printable.ts";
import type { Inline, Mark } from "../document.ts";
import { spans } from "../spans.ts";

/** How a run looks in color, by the names of `styleText`. */
export type Format = "bold" | "dim" | "cyan" | "green" | "red" | "yellow" | "blue";

/** Visible text of one look. */
export interface Run {
  readonly text: string;
  readonly format?: Format;
}

export const MARK_FORMATS: Readonly<Partial<Record<Mark, Format>>> = {
  added: "green",
  removed: "red",
  changed: "yellow",
  rerouted: "blue",
};

export function inlineRuns(inline: Inline): readonly Run[] {
  return spans(inline).map(({ text, isCode, isStrong }) =>
    run(text, isCode ? "cyan" : isStrong ? "bold" : undefined),
  );
}

export function plainRun(text: string, format?: Format): Run {
  return run(printable(text), format);
}

function run(text: string, format: Format | undefined): Run {
  return format === undefined ? { text } : { text, format };
}
