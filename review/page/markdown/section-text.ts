import type { Inline, Section } from "../document.ts";
import { detailsNodes, LONGEST_PIECE } from "./block-nodes.ts";
import type { EntryText } from "./entry-text.ts";
import { phrasing } from "./phrasing.ts";
import { printMarkdown } from "./print-markdown.ts";

/** How much is shown of an entry. */
export type Shown = "whole" | "head" | "counted";

/** A section with its entries as Markdown, and what is shown of each; those that are only counted come last. */
export interface SectionParts {
  readonly section: Section;
  readonly texts: readonly EntryText[];
  readonly shown: readonly Shown[];
}

export function sectionText({ section, texts, shown }: SectionParts): string {
  const items = texts.flatMap((text, index) => {
    if (shown[index] === "counted") return [];
    return [shown[index] === "whole" ? text.whole() : text.head()];
  });
  const list = items.join("\n").trimEnd();
  const content = [list, countLine(section, items.length)].filter((part) => part !== "").join("\n\n");
  if (!section.folded)
    return [titleText(2, section.title), content].filter((part) => part !== "").join("\n\n");
  const summary: Inline = [
    { strong: section.title },
    ` (${countedNoun(section.entries.length, section.noun)})`,
  ];
  const [start, end] = detailsNodes(summary, []).map(printMarkdown);
  return [start, content, end].filter((part) => part !== "").join("\n\n");
}

export function countedNoun(count: number, [one, many]: Section["noun"]): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** A heading, of level 1 or 2. */
export function titleText(level: number, title: string): string {
  return `${"#".repeat(level)} ${line([title]) || "(no title)"}`;
}

/** An inline text as one line of Markdown. */
export function line(text: Inline): string {
  return printMarkdown({ type: "paragraph", children: phrasing(text, LONGEST_PIECE) });
}

function countLine({ entries, noun: [one, many] }: Section, listed: number): string {
  const left = entries.length - listed;
  if (left === 0) return "";
  if (listed === 0) return line([`${countedNoun(left, [one, many])}, not shown`]);
  return line([`… and ${left.toLocaleString("en")} more ${left === 1 ? one : many}, not shown`]);
}
