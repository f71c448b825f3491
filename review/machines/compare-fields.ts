import type { Json } from "../plan/json.ts";
import { changed, type Finding, IMPORTANCE } from "./finding.ts";
import { type JsonDifference, jsonDifferences } from "./json-differences.ts";
import { defaultOf } from "./normal-fields.ts";
import { shortText } from "./short-text.ts";
import { changeWords, shortValue } from "./value-words.ts";

/** The most changed places of one field that are written out. */
const MOST_PLACES = 4;

type Fields = ReadonlyMap<string, Json>;

/** Fields that nothing else puts into words: `Crop: Parameters: width 100 → 200, mode removed (was "fit")`. */
export function compareFields(
  subject: string,
  before: Fields,
  after: Fields,
  besides: (path: string) => boolean,
): readonly Finding[] {
  const names = new Set([...after.keys(), ...before.keys()]);
  return [...names].flatMap((name) => {
    if (besides(name)) return [];
    const differences = jsonDifferences(sideOf(before, name), sideOf(after, name)).filter(
      ({ path }) => !besides(`${name}.${path}`),
    );
    if (differences.length === 0) return [];
    return [changed(IMPORTANCE.data, `${subject}: ${fieldWords(name === "" ? "value" : name, differences)}`)];
  });
}

/** Null, such as of a ResultPath, is a value of its own. */
const sideOf = (fields: Fields, name: string): Json | undefined =>
  fields.has(name) ? fields.get(name) : defaultOf(name);

/** What changed of one field. */
export function fieldWords(name: string, differences: readonly JsonDifference[]): string {
  const [first] = differences;
  if (first?.path === "") return placeWords(shortText(name), first);
  const shown = differences.slice(0, MOST_PLACES).map((one) => placeWords(shortText(one.path), one));
  const rest = differences.length - shown.length;
  const more = rest > 0 ? ` and ${rest} more ${rest === 1 ? "field" : "fields"}` : "";
  return `${shortText(name)}: ${shown.join(", ")}${more}`;
}

function placeWords(path: string, { before, after }: JsonDifference): string {
  if (before === undefined) return `${path} added (${shortValue(after)})`;
  if (after === undefined) return `${path} removed (was ${shortValue(before)})`;
  return `${path} ${changeWords(before, after)}`;
}
