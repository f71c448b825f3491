import type { Page } from "./document.ts";
import { byteSize } from "./markdown/byte-size.ts";
import { entryText } from "./markdown/entry-text.ts";
import { fittingEntries } from "./markdown/fitting-entries.ts";
import { line, type SectionParts, type Shown, sectionText, titleText } from "./markdown/section-text.ts";
import { shortenedLine } from "./markdown/shortened-line.ts";

export interface MarkdownOptions {
  /** At least 4,000; by default 65,536, what GitHub takes as a comment. Held in UTF-8 bytes, the strictest way to count. */
  readonly maxCharacters?: number;
}

const GITHUB_COMMENT = 65_536;
/** So much must be there for a title and what was shortened. */
const LEAST_CHARACTERS = 4_000;

/**
 * The page as GitHub-flavored Markdown that fits into a comment. What does not fit becomes a head or is counted, from the last entry of
 * the section with the highest weight, and a line below the notes says so. Throws a `RangeError` if `maxCharacters` is too small.
 */
export function renderMarkdown(page: Page, { maxCharacters = GITHUB_COMMENT }: MarkdownOptions = {}): string {
  if (maxCharacters < LEAST_CHARACTERS) {
    throw new RangeError(`maxCharacters is ${maxCharacters}, and must be at least ${LEAST_CHARACTERS}`);
  }
  const sections = page.sections.map((section) => ({ section, texts: section.entries.map(entryText) }));
  const whole = shownAs(sections, "whole");
  if (leastSize(whole) <= maxCharacters) {
    const text = pageText(page, whole);
    if (byteSize(text) <= maxCharacters) return text;
  }
  const counted = shownAs(sections, "counted");
  const longestLine = shortenedLine([...shownAs(sections, "head"), ...counted]);
  const smallest = byteSize(pageText(page, counted, longestLine));
  for (let room = maxCharacters - smallest; room >= 0; ) {
    const fitting = fittingEntries(counted, room);
    const text = pageText(page, fitting, shortenedLine(fitting));
    const excess = byteSize(text) - maxCharacters;
    if (excess <= 0) return text;
    room -= excess; // a noun's singular may be longer than its plural
  }
  return onlyWhatFits(page, counted, maxCharacters);
}

function pageText(page: Page, sections: readonly SectionParts[], shortened = ""): string {
  return joined([titleText(1, page.title), ...page.notes.map(line), shortened, ...sections.map(sectionText)]);
}

/** Notes and sections as far as there is room, where not even the counts of all fit. */
function onlyWhatFits(page: Page, counted: readonly SectionParts[], maxCharacters: number): string {
  const start = [titleText(1, page.title), shortenedLine(counted)];
  const parts = [...page.notes.map(line), ...counted.map(sectionText)];
  const end = (left: number) => line([`… and ${left} more notes and sections, not shown`]);
  let room = maxCharacters - byteSize(joined([...start, end(parts.length)]));
  const kept = parts.filter((part) => {
    const size = byteSize(part) + 2;
    if (size > room) return false;
    room -= size;
    return true;
  });
  return joined([...start, ...kept, end(parts.length - kept.length)]);
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function shownAs(sections: readonly Omit<SectionParts, "shown">[], shown: Shown): readonly SectionParts[] {
  return sections.map((parts) => ({ ...parts, shown: parts.texts.map(() => shown) }));
}

function leastSize(sections: readonly SectionParts[]): number {
  return sections
    .flatMap(({ texts }) => texts)
    .reduce((sum, { leastBlocksSize }) => sum + leastBlocksSize, 0);
}
