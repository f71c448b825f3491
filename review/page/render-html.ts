import { printable } from "../../reporting/printable.ts";
import type { Entry, Page, Section } from "./document.ts";
import { blockHtml } from "./html/block-html.ts";
import { escapeHtml } from "./html/escape-html.ts";
import { inlineHtml } from "./html/inline-html.ts";
import { STYLE_SHEET } from "./html/style-sheet.ts";
import { isBlank } from "./spans.ts";

/** Nothing is loaded and nothing runs, whatever stands in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The page as one HTML file that needs nothing else, whole however long it is. Diagrams are drawn; who imports this file loads the
 * library for it, so import it when it is needed.
 */
export function renderHtml({ title, notes, sections }: Page): string {
  const shownTitle = titleHtml(title);
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${shownTitle}</title>`,
    `<style>${STYLE_SHEET}</style>`,
    "</head>",
    "<body>",
    "<main>",
    `<h1>${shownTitle}</h1>`,
    ...notes.filter((note) => !isBlank(note)).map((note) => `<p class="note">${inlineHtml(note)}</p>`),
    ...sections.map(sectionHtml),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function sectionHtml({ title, entries, noun: [one, many], folded }: Section): string {
  const count = `${entries.length.toLocaleString("en")} ${entries.length === 1 ? one : many}`;
  return [
    `<details class="section"${folded ? "" : " open"}>`,
    `<summary><h2>${titleHtml(title)}</h2><span class="count">${escapeHtml(printable(count))}</span></summary>`,
    ...(entries.length === 0 ? [] : ["<ul>", ...entries.map(entryHtml), "</ul>"]),
    "</details>",
  ].join("\n");
}

function entryHtml({ head, blocks }: Entry): string {
  const start = blocks.length === 0 ? "<li>" : '<li class="tall">';
  return [
    `${start}<p>${isBlank(head) ? "(no name)" : inlineHtml(head)}</p>`,
    ...blocks.map(blockHtml),
    "</li>",
  ].join("\n");
}

function titleHtml(title: string): string {
  return title.trim() === "" ? "(no title)" : escapeHtml(printable(title));
}
