import { markedText } from "../changes/marked-text.ts";
import { resourceName } from "../changes/resource-name.ts";
import { compareMachines } from "../machines/compare-machines.ts";
import type { MachineComparison } from "../machines/machine-comparison.ts";
import { summaryOfMachine } from "../machines/summary-of-machine.ts";
import type { Block, Entry, Section } from "../page/document.ts";
import type { Json } from "../plan/json.ts";
import { isMasked } from "../plan/masked.ts";
import { actionWords } from "./action-words.ts";
import { parsedText } from "./parsed-text.ts";
import type { HomedChange } from "./reviewed.ts";
import { settingLines } from "./setting-lines.ts";

/** What edited state machines do differently: in words, and as a diagram. */
export const machinesSection = (changes: readonly HomedChange[]): Section => ({
  title: "State machines",
  noun: ["state machine", "state machines"],
  folded: false,
  weight: 3,
  entries: changes.map(entry),
});

function entry(homed: HomedChange): Entry {
  const { change, view } = homed;
  const settings = settingLines(homed, (name) => name === "definition");
  const list: readonly Block[] = settings.length === 0 ? [] : [{ kind: "list", items: settings }];
  const before = parsedText(change.before?.definition, view.plan.scrub);
  const after = parsedText(change.after?.definition, view.plan.scrub);
  if (change.action === "create")
    return { head: [...resourceName(change), ": created"], blocks: created(after) };
  const words = definitionWords(homed, before, after);
  if (words !== undefined) return { head: [...resourceName(change), `: ${words}`], blocks: list };
  const comparison = compareMachines(before, after);
  return {
    head: [...resourceName(change), `: ${verdict(comparison, settings.length)}`],
    blocks: [...changeBlocks(comparison), ...list],
  };
}

function created(definition: Json | undefined): readonly Block[] {
  if (definition === undefined)
    return [{ kind: "paragraph", text: ["Its definition is known after apply."] }];
  return summaryOfMachine(definition).map((line) => ({ kind: "paragraph", text: markedText(line) }));
}

/** What is said of a definition that cannot be compared. */
function definitionWords(
  { change }: HomedChange,
  before: Json | undefined,
  after: Json | undefined,
): string | undefined {
  if (change.action !== "update") return actionWords(change);
  if (change.unknown.definition === true) return "its definition is known after apply";
  if (isMasked(change.before?.definition) || isMasked(change.after?.definition)) {
    return JSON.stringify(change.before?.definition) === undefined
      ? undefined
      : "its definition holds a secret; it changes";
  }
  return before === undefined || after === undefined ? "its definition is no JSON; it changes" : undefined;
}

function verdict({ same, counts }: MachineComparison, settings: number): string {
  if (same) return settings > 0 ? "only its settings change" : "does the same, written differently";
  const parts = (["added", "removed", "changed", "rerouted"] as const).flatMap((kind) =>
    counts[kind] === 0 ? [] : [`${counts[kind]} ${counts[kind] === 1 ? "state" : "states"} ${kind}`],
  );
  return parts.length === 0 ? "its own settings change" : parts.join(", ");
}

function changeBlocks({ same, changes, diagram }: MachineComparison): readonly Block[] {
  if (same) return [];
  return [
    { kind: "list", items: changes.map(({ text }) => markedText(text)) },
    ...(diagram.nodes.length === 0 ? [] : [{ kind: "diagram", diagram } as const]),
  ];
}
