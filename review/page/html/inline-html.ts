import type { Inline } from "../document.ts";
import { type Span, spans } from "../spans.ts";
import { escapeHtml } from "./escape-html.ts";

/** An inline text as HTML phrasing. */
export function inlineHtml(inline: Inline): string {
  return spansHtml(spans(inline));
}

export function spansHtml(all: readonly Span[]): string {
  return all
    .map(({ text, isCode, isStrong }) => {
      const escaped = escapeHtml(text);
      const inner = isCode ? `<code>${escaped}</code>` : escaped;
      return isStrong ? `<strong>${inner}</strong>` : inner;
    })
    .join("");
}
