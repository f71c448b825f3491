import type { DiagramEdge, DiagramGroup, Mark } from "./document.ts";

/** What stands before a label, so that a difference is read without its color. */
export const MARK_SIGNS: Readonly<Record<Mark, string>> = {
  same: "",
  added: "+",
  removed: "−",
  changed: "~",
  rerouted: "↷",
};

const MARKS: readonly Mark[] = ["added", "removed", "changed", "rerouted"];

/** A label with its sign before it. */
export function markedLabel(label: string, mark: Mark): string {
  return [MARK_SIGNS[mark], label].filter((part) => part !== "").join(" ");
}

/** The marks that a legend explains, those of what differs; in a fixed order. */
export function marksIn(
  marked: readonly Pick<DiagramEdge | DiagramGroup, "mark">[],
): readonly Exclude<Mark, "same">[] {
  const present = new Set(marked.map(({ mark }) => mark));
  return MARKS.filter((mark) => mark !== "same" && present.has(mark)) as readonly Exclude<Mark, "same">[];
}
