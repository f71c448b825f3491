import { grouped } from "../changes/grouped.ts";
import { resourceName, typeWords } from "../changes/resource-name.ts";
import type { Entry, Inline, Section } from "../page/document.ts";
import type { OutputChange } from "../plan/output-change.ts";
import { actionWords } from "./action-words.ts";
import type { HomedChange } from "./reviewed.ts";
import { settingLines } from "./setting-lines.ts";

/** So many of one kind are named; of the rest the number is said. */
const MAX_NAMED = 100;

/** What no other part of the page is about, by module; what is merely created by type. */
export function restSection(changes: readonly HomedChange[], outputs: readonly OutputChange[]): Section {
  const modules = grouped(changes, ({ change }) => `${change.stack}\n${change.module}`);
  const ordered = [...modules].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    title: "Other changes",
    noun: ["change", "changes"],
    folded: false,
    weight: 5,
    entries: [...ordered.flatMap(([, homed]) => moduleEntries(homed)), ...outputEntries(outputs)],
  };
}

function moduleEntries(homed: readonly HomedChange[]): readonly Entry[] {
  const created = homed.filter(({ change }) => change.action === "create" && !change.imported);
  const isCreated = new Set(created);
  const others = homed.filter((item) => !isCreated.has(item));
  const byType = grouped(created, ({ change }) => change.type);
  return [...others.map(changeEntry), ...[...byType].map(([type, list]) => createdEntry(type, list))];
}

function changeEntry(homed: HomedChange): Entry {
  const { change } = homed;
  const lines = settingLines(homed);
  return {
    head: [...resourceName(change), `: ${actionWords(change)}`],
    blocks: lines.length === 0 ? [] : [{ kind: "list", items: lines }],
  };
}

function createdEntry(type: string, list: readonly HomedChange[]): Entry {
  const [first] = list as [HomedChange];
  if (list.length === 1) return { head: [...resourceName(first.change), ": created"], blocks: [] };
  const { module } = first.change;
  const named: Inline[] = list.slice(0, MAX_NAMED).map(({ change }) => resourceName(change));
  const more = list.length - named.length;
  return {
    head: [
      `${list.length} × `,
      { code: type },
      ` (${typeWords(type)}) created`,
      ...(module === "" ? [] : [" in ", { code: module }]),
    ],
    blocks: [{ kind: "list", items: more === 0 ? named : [...named, [`and ${more} more`]] }],
  };
}

const OUTPUT_WORDS: Readonly<Record<string, string>> = {
  create: "new",
  update: "its value changes",
  delete: "removed",
};

const outputEntries = (outputs: readonly OutputChange[]): readonly Entry[] =>
  outputs.map(({ stack, name, action, keepsValue }) => ({
    head: [
      "Output ",
      { code: stack === "" ? name : `${stack}: ${name}` },
      `: ${keepsValue ? "its value stays, its type or sensitivity changes" : (OUTPUT_WORDS[action] ?? action)}`,
    ],
    blocks: [],
  }));
