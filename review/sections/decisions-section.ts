import type { Decision } from "../decisions/decision.ts";
import type { Section } from "../page/document.ts";

/** What a person has to decide, the worst first. */
export const decisionsSection = (decisions: readonly Decision[]): Section => ({
  title: "Needs a decision",
  noun: ["decision", "decisions"],
  folded: false,
  weight: 0,
  entries: decisions.map(({ text, details }) => ({
    head: text,
    blocks: details.length === 0 ? [] : [{ kind: "list", items: details }],
  })),
});
