import { callOf } from "./call-of.ts";
import { changed, type Finding, IMPORTANCE } from "./finding.ts";
import { sameJson } from "./same-json.ts";
import type { State } from "./scope.ts";
import { shortText } from "./short-text.ts";
import { wasWords } from "./value-words.ts";

/** What a Task calls, by the short names where they tell the difference. */
export function compareCalls(subject: string, before: State, after: State): readonly Finding[] {
  const was = callOf(before);
  const is = callOf(after);
  if (sameJson(was?.identity, is?.identity)) return [];
  if (was === undefined || is === undefined) {
    const text = is
      ? `now calls ${shortText(is.words)}`
      : `calls nothing any more (was ${shortText(was?.words ?? "")})`;
    return [changed(IMPORTANCE.call, `${subject}: ${text}`)];
  }
  const words = was.words === is.words ? wasWords(was.full, is.full) : wasWords(was.words, is.words);
  return [changed(IMPORTANCE.call, `${subject}: calls ${words}`)];
}

/** Where both sides say whom they call, such as `Parameters.FunctionName`. */
export function calleeFields(before: State, after: State): readonly string[] {
  const fields = [callOf(before)?.field, callOf(after)?.field];
  return [...new Set(fields.filter((field) => field !== undefined))];
}
