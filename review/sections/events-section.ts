import { resourceName } from "../changes/resource-name.ts";
import type { Block, Entry, Section } from "../page/document.ts";
import { actionWords } from "./action-words.ts";
import { patternChange } from "./pattern-change.ts";
import type { HomedChange } from "./reviewed.ts";
import { settingLines } from "./setting-lines.ts";
import { transformerBlocks } from "./transformer-blocks.ts";

/** What a part of this section shows in its own way. */
const SHOWN_APART = /^(?:event_pattern|filter_criteria|filter_policy|input|input_path|input_transformer)$/;

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
  const settings = settingLines(homed, (name) => SHOWN_APART.test(name));
  const list: readonly Block[] = settings.length === 0 ? [] : [{ kind: "list", items: settings }];
  return {
    head: [...resourceName(change), `: ${words(homed, pattern?.words, transformer.length > 0)}`],
    blocks: [...list, ...(pattern?.blocks ?? []), ...transformer],
  };
}

function words({ change }: HomedChange, pattern: string | undefined, transformed: boolean): string {
  const parts = [
    ...(change.action === "update" ? [] : [actionWords(change)]),
    ...(stopped(change.before?.state, change.after?.state) ||
    (change.before?.enabled === true && change.after?.enabled === false)
      ? ["is switched off"]
      : []),
    ...(pattern === undefined ? [] : [pattern]),
    ...(transformed ? ["its target gets something else"] : []),
  ];
  return parts.length === 0 ? actionWords(change) : parts.join("; ");
}

const stopped = (before: unknown, after: unknown): boolean =>
  typeof before === "string" && before.startsWith("ENABLED") && after === "DISABLED";
