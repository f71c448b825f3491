import { canonicalBody, canonicalState } from "./canonical-text.ts";
import type { Scope, State } from "./scope.ts";

/** A body that says no more than its type fits too many states to recognize one by it. */
const FEWEST_FIELDS = 2;

/**
 * New names by old ones of the states that are written the same under another name. First those whose targets are the same as well, then
 * those that say enough; a body that several states of one side have is none's.
 */
export function renamesOf(before: Scope, after: Scope): ReadonlyMap<string, string> {
  const gone = new Map([...before.states].filter(([name]) => !after.states.has(name)));
  const come = new Map([...after.states].filter(([name]) => !before.states.has(name)));
  const renames = new Map<string, string>();
  for (const text of [canonicalState, telling]) {
    const newNames = onlyNames(come, text);
    for (const [body, name] of onlyNames(gone, text)) {
      const newName = newNames.get(body);
      if (name === undefined || newName === undefined) continue;
      renames.set(name, newName);
      gone.delete(name);
      come.delete(newName);
    }
  }
  return renames;
}

function telling(state: State): string | undefined {
  const said = [...state.fields.keys()].filter((name) => name !== "Next" && name !== "End").length;
  return said + state.scopes.length < FEWEST_FIELDS ? undefined : canonicalBody(state);
}

/** The name of the state that has a text alone; undefined where several have it. */
function onlyNames(
  states: ReadonlyMap<string, State>,
  textOf: (state: State) => string | undefined,
): ReadonlyMap<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  for (const [name, state] of states) {
    const text = textOf(state);
    if (text !== undefined) names.set(text, names.has(text) ? undefined : name);
  }
  return names;
}
