import { isJsonObject, type Json } from "../plan/json.ts";
import { clausesOf } from "./clauses.ts";
import { eventWith } from "./event-with.ts";
import { valueOutside } from "./value-outside.ts";

/**
 * An event that a pattern matches, with a value at every path: `example of detail.orderId` where the pattern does not ask for another.
 *
 * @param paths - of a transformer: `$.detail.orderId`. Those with indexes or names in brackets are left out.
 */
export function exampleEvent(pattern: Json, paths: readonly string[]): Json {
  const [clause = []] = clausesOf(pattern) ?? [];
  const asked = clause.flatMap(({ path, matchers: [matcher = null] }) => {
    const outside = valueOutside(matcher, []);
    return typeof outside === "string" ? [] : [[path, outside.value] as const];
  });
  return paths.reduce<Json>((event, path) => withExample(event, simpleSteps(path)), eventWith(asked) ?? {});
}

function simpleSteps(path: string): readonly string[] {
  return /^\$(?:\.[A-Za-z0-9_-]+)+$/.test(path) ? path.slice(2).split(".") : [];
}

function withExample(event: Json, steps: readonly string[], done: readonly string[] = []): Json {
  const [name, ...rest] = steps;
  if (name === undefined || !isJsonObject(event)) return event;
  const inner = Object.hasOwn(event, name) ? event[name] : undefined;
  const here = [...done, name];
  if (rest.length > 0) {
    const below = inner === undefined ? {} : inner;
    return Object.fromEntries([...Object.entries(event), [name, withExample(below, rest, here)]]);
  }
  return inner === undefined
    ? Object.fromEntries([...Object.entries(event), [name, `example of ${here.join(".")}`]])
    : event;
}
