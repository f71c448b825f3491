import { resourceName } from "../changes/resource-name.ts";
import type { Block, Entry, Section } from "../page/document.ts";
import { actionWords } from "./action-words.ts";
import { patternChange } from "./pattern-change.ts";
import { pipeInputs } from "./pipe-inputs.ts";
import type { HomedChange } from "./reviewed.ts";
import { settingLines } from "./setting-lines.ts";
import { transformerBlocks } from "./transformer-blocks.ts";

/** What a part of this section shows in its own way. */
const SHOWN_APART =
  /^(?:event_pattern|filter_criteria|filter_policy|input|input_path|input_transformer|source_parameters\.filter_criteria|(?:enrichment|target)_parameters\.input_template)(?:\.|$)/;

/** Rules, targets, sources and schedules: which events reach what, and as what. */
export const eventsSection = (changes: readonly HomedChange[]): Section => ({
  title: "Events",
  noun: ["rule or target", "rules and targets"],
  folded: false,
  weight: 3,
  entries: changes.map(entry),
});

function entry(homed: HomedChange): Entry {
  const { change } = homed;
  const pattern = patternChange(homed);
  const transformer = transformerBlocks(homed);
  const inputs = pipeInputs(homed);
  const settings = settingLines(homed, (name) => SHOWN_APART.test(name));
  const list: readonly Block[] = settings.length === 0 ? [] : [{ kind: "list", items: settings }];
  return {
    head: [
      ...resourceName(change),
      `: ${words(homed, pattern?.words, transformer.length > 0, inputs.words)}`,
    ],
    blocks: [...list, ...(pattern?.blocks ?? []), ...transformer, ...inputs.blocks],
  };
}

function words(
  { change }: HomedChange,
  pattern: string | undefined,
  transformed: boolean,
  inputs: readonly string[],
): string {
  const parts = [
    ...(change.action === "update" ? [] : [actionWords(change)]),
    ...(stopped(change.before?.state, change.after?.state) ||
    stopped(change.before?.desired_state, change.after?.desired_state) ||
    (change.before?.enabled === true && change.after?.enabled === false)
      ? ["is switched off"]
      : []),
    ...(pattern === undefined ? [] : [pattern]),
    ...(transformed ? ["its target gets something else"] : []),
    ...inputs,
  ];
  return parts.length === 0 ? actionWords(change) : parts.join("; ");
}

const stopped = (before: unknown, after: unknown): boolean =>
  typeof before === "string" &&
  /^(?:ENABLED|RUNNING)/.test(before) &&
  (after === "DISABLED" || after === "STOPPED");
