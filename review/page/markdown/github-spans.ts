import type { Inline } from "../document.ts";
import { joinedSpans, type Span, spans } from "../spans.ts";
import { isGithubWord } from "./github-words.ts";

/** The runs of a text for GitHub: words that it would make links or notifications of are code. */
export function githubSpans(inline: Inline, longest?: number): readonly Span[] {
  return joinedSpans(spans(inline, longest).flatMap((span) => (span.isCode ? [span] : wordSpans(span))));
}

function wordSpans({ text, isStrong }: Span): readonly Span[] {
  return (text.match(/ +|[^ ]+/g) ?? []).map((word) => ({
    text: word,
    isCode: isGithubWord(word),
    isStrong,
  }));
}
