import type { Json, JsonObject } from "../../../review/plan/json.ts";

/** From 0 to below 1. */
export type Random = () => number;

export const pick = <T>(random: Random, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;

/** A well-formed machine of all kinds of states; every state has a name of its own, whichever machine inside it is in. */
export function randomMachine(random: Random): JsonObject {
  let named = 0;
  const machine = (depth: number): JsonObject => {
    const names = Array.from({ length: 1 + Math.floor(random() * 5) }, () => `S${named++}`);
    const states = names.map((name, index) => [name, state(depth, names, index)] as const);
    return { StartAt: names[0] ?? "", States: Object.fromEntries(states) };
  };
  const state = (depth: number, names: readonly string[], index: number): JsonObject => {
    const next = names[index + 1];
    const way: JsonObject = next === undefined ? { End: true } : { Next: next };
    const kind = random();
    if (kind < 0.1) return { Type: "Pass", Result: { id: `${names[index]}` }, ...way };
    if (kind < 0.2) return { Type: "Wait", Seconds: Math.floor(random() * 100), ...way };
    if (kind < 0.3 && next !== undefined) return choice(names, next);
    if (kind < 0.4 && depth < 3) {
      return {
        Type: "Parallel",
        Branches: [machine(depth + 1), machine(depth + 1)],
        ...handlers(names),
        ...way,
      };
    }
    if (kind < 0.5 && depth < 3) return { Type: "Map", ItemProcessor: machine(depth + 1), ...way };
    return { ...task(`${names[index]}`), ...handlers(names), ...way };
  };
  const choice = (names: readonly string[], next: string): JsonObject => ({
    Type: "Choice",
    Choices: [
      { Variable: `$.x${next}`, NumericGreaterThan: Math.floor(random() * 9), Next: pick(random, names) },
      { Not: { Variable: `$.y${next}`, IsPresent: true }, Next: pick(random, names) },
    ],
    Default: next,
  });
  const handlers = (names: readonly string[]): JsonObject => ({
    ...(random() < 0.5 && {
      Retry: [{ ErrorEquals: ["A", "B"] }, { ErrorEquals: ["States.ALL"], MaxAttempts: 5 }],
    }),
    ...(random() < 0.5 && { Catch: [{ ErrorEquals: ["States.ALL"], Next: pick(random, names) }] }),
  });
  return machine(0);
}

const task = (name: string): JsonObject => ({
  Type: "Task",
  Resource: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
  Parameters: { name, "input.$": "$" },
});

/** The same machine with other orders of keys, defaults spelled out, comments, and old names. */
export function respelled(value: Json, random: Random): Json {
  if (Array.isArray(value)) return value.map((one: Json) => respelled(one, random));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]): [string, Json] => [key, respelled(one, random)]);
  const spelled: JsonObject = { ...spelledOut(value as JsonObject), ...Object.fromEntries(entries) };
  return Object.fromEntries(
    Object.entries(spelled)
      .map(([key, one]): [string, Json] => [key === "ItemProcessor" ? "Iterator" : key, one])
      .sort(() => random() - 0.5),
  );
}

function spelledOut(object: JsonObject): JsonObject {
  if (object.StartAt !== undefined) return { Comment: "A machine" };
  if (object.ErrorEquals !== undefined && object.Next === undefined) {
    return { MaxAttempts: 3, BackoffRate: 2.0, IntervalSeconds: 1, Comment: "Tries again" };
  }
  if (object.ErrorEquals !== undefined) return { ResultPath: "$", Comment: "Gives up" };
  if (object.Type === "Map") return { MaxConcurrency: 0, ItemsPath: "$", InputPath: "$", Comment: "All" };
  if (object.Type === "Task")
    return { InputPath: "$", OutputPath: "$", ResultPath: "$", Catch: [], Retry: [], Comment: "" };
  return object.Type === undefined ? {} : { QueryLanguage: "JSONPath", Comment: "A state" };
}

/** The machine with every state put through `change`, which is given its path, `S1 / S4`. */
export function mapStates(
  machine: JsonObject,
  change: (state: JsonObject, path: string) => JsonObject,
  outer = "",
): JsonObject {
  const inner = (state: JsonObject, path: string): JsonObject => ({
    ...state,
    ...(Array.isArray(state.Branches) && {
      Branches: state.Branches.map((branch: JsonObject) => mapStates(branch, change, path)),
    }),
    ...(state.ItemProcessor !== undefined && {
      ItemProcessor: mapStates(state.ItemProcessor as JsonObject, change, path),
    }),
  });
  const states = Object.entries(machine.States as Readonly<Record<string, JsonObject>>);
  return {
    ...machine,
    States: Object.fromEntries(
      states.map(([name, state]) => {
        const path = outer === "" ? name : `${outer} / ${name}`;
        return [name, change(inner(state, path), path)];
      }),
    ),
  };
}
