import { displayWidth } from "../../../reporting/display-width.ts";
import type { DiagramNode, Mark } from "../document.ts";
import { markedLabel } from "../marks.ts";
import { wrappedLabel } from "./wrapped-label.ts";

/** A label in lines, and the room that it takes in CSS pixels. */
export interface LabelSize {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels; a column is what a letter of the page's fixed-width font takes at most. */
export const LABELS = {
  node: { column: 7.9, line: 17, columns: 26, lines: 3 },
  group: { column: 7.3, line: 16, columns: 40, lines: 1 },
  edge: { column: 6.9, line: 15, columns: 24, lines: 3 },
} as const;

export function labelSize(label: string, mark: Mark, kind: keyof typeof LABELS): LabelSize {
  const { column, line, columns, lines: most } = LABELS[kind];
  const lines = wrappedLabel(markedLabel(label, mark), columns, most);
  const widest = Math.max(0, ...lines.map(displayWidth));
  return { lines, width: Math.ceil(widest * column), height: lines.length * line };
}

/** The label of a state with the box around it. */
export function boxSize({ label, mark, shape }: DiagramNode): LabelSize {
  const { lines, width, height } = labelSize(label, mark, "node");
  const sides = shape === "state" ? 28 : 44;
  return { lines, width: Math.max(56, width + sides), height: Math.max(34, height + 18) };
}
