import { type Places, startOf, stepOf, type TextAutomaton, takes } from "./text-automaton.ts";

/** So many combinations of places are looked at. */
const MAX_STATES = 4000;

/**
 * The shortest text that one automaton takes and none of the others; null if there is none, undefined if it is not found within bounds.
 *
 * All automata read the same characters, side by side: there is such a text exactly if they reach places in which the first takes it and the
 * others do not.
 */
export function textOutside(
  inside: TextAutomaton,
  others: readonly TextAutomaton[],
): string | null | undefined {
  const automata = [inside, ...others];
  const alphabet = alphabetOf(automata);
  const start = automata.map(startOf);
  const queue: { readonly text: string; readonly places: readonly Places[] }[] = [
    { text: "", places: start },
  ];
  const seen = new Set([JSON.stringify(start)]);
  for (const { text, places } of queue) {
    const [first, ...rest] = automata.map((automaton, index) => takes(automaton, places[index] ?? []));
    if (first === true && !rest.includes(true)) return text;
    for (const character of alphabet) {
      const next = automata.map((automaton, index) => stepOf(automaton, places[index] ?? [], character));
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      if (seen.size >= MAX_STATES) return undefined;
      seen.add(key);
      queue.push({ text: text + character, places: next });
    }
  }
  return null;
}

/** Every character that any automaton asks for, in both cases where case does not count, and one that none asks for. */
function alphabetOf(automata: readonly TextAutomaton[]): readonly string[] {
  const found = new Set<string>();
  for (const { globs } of automata) {
    for (const { parts, ignoresCase } of globs) {
      for (const part of parts) {
        if (part === null) continue;
        found.add(part);
        if (ignoresCase) found.add(part.toUpperCase());
      }
    }
  }
  const other =
    [..."xyzabcdefghijklmnopqrstuvw0123456789", "\u00b7"].find((character) => !found.has(character)) ??
    "\u2022";
  return [other, ...[...found].filter((character) => [...character].length === 1)];
}
