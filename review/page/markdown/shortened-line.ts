import { clippedText } from "../clipped-text.ts";
import type { Section } from "../document.ts";
import { countedNoun, line, type SectionParts, type Shown } from "./section-text.ts";

/** A reader who must know more looks at the sections. */
const MAX_NOUNS = 8;
const LONGEST_NOUN = 40;

/** Says what is not on the page: `Shortened to fit: 12 functions are without details; 298 resources are counted only.` */
export function shortenedLine(sections: readonly SectionParts[]): string {
  const phrases = [
    ...phrasesOf(sections, "head", "without details"),
    ...phrasesOf(sections, "counted", "counted only"),
  ];
  return line([`Shortened to fit: ${phrases.join("; ")}.`]);
}

function phrasesOf(sections: readonly SectionParts[], shown: Shown, what: string): readonly string[] {
  const counts = new Map<string, { readonly noun: Section["noun"]; readonly count: number }>();
  for (const { section, shown: all } of sections) {
    const count = all.filter((one) => one === shown).length;
    const [one, many] = section.noun;
    const before = counts.get(many)?.count ?? 0;
    if (count > 0) counts.set(many, { noun: [one, many], count: before + count });
  }
  const named = [...counts.values()].map(({ noun: [one, many], count }) => {
    const noun = [clippedText(one, LONGEST_NOUN), clippedText(many, LONGEST_NOUN)] as const;
    return `${countedNoun(count, noun)} ${count === 1 ? "is" : "are"} ${what}`;
  });
  const more = named.length - MAX_NOUNS;
  return more > 0 ? [...named.slice(0, MAX_NOUNS), `more of ${more} other kinds ${what}`] : named;
}
