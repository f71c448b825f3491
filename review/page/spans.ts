import { printable } from "../../reporting/printable.ts";
import { clippedText } from "./clipped-text.ts";
import type { Inline } from "./document.ts";

/** A run of visible text of one kind. */
export interface Span {
  readonly text: string;
  readonly isCode: boolean;
  readonly isStrong: boolean;
}

/**
 * An inline text as runs: made visible, neighbors of one kind joined, nothing empty. Empty code is a space.
 *
 * `longest` cuts the middle out of longer pieces, each for itself: a long name can not push away what is said about it.
 */
export function spans(inline: Inline, longest = Number.POSITIVE_INFINITY): readonly Span[] {
  return joinedSpans(
    inline.flatMap((piece) => {
      const shown = (text: string) => clippedText(printable(text), longest);
      if (typeof piece === "string") return [{ text: shown(piece), isCode: false, isStrong: false }];
      if ("code" in piece) return [{ text: shown(piece.code) || " ", isCode: true, isStrong: false }];
      return strongSpans(shown(piece.strong));
    }),
  );
}

/** Spaces at the edges are not strong: in Markdown they would keep the rest from being so. */
function strongSpans(text: string): readonly Span[] {
  const parts = text.trim() === "" ? [text] : text.split(/^( +)|( +)$/);
  return parts
    .filter((part) => part !== undefined)
    .map((part) => ({ text: part, isCode: false, isStrong: part.trim() !== "" }));
}

/** Whether nothing of an inline text would be seen. */
export function isBlank(inline: Inline): boolean {
  return spans(inline).every(({ text }) => text.trim() === "");
}

export function joinedSpans(all: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of all) {
    if (span.text === "") continue;
    const last = joined.at(-1);
    if (last?.isCode === span.isCode && last.isStrong === span.isStrong) {
      joined[joined.length - 1] = { ...last, text: last.text + span.text };
    } else {
      joined.push(span);
    }
  }
  return joined;
}
