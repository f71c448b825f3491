import { INTRINSICS } from "./all-intrinsics.ts";
import type { PlacedState } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { type IntrinsicNode, parseIntrinsicCall } from "./intrinsic-parser.ts";
import { JsonPathError } from "./json-path-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { requireReference, requireStart } from "./require-reference.ts";

/** The fields of states that are a path, or null. */
const PATHS = ["InputPath", "OutputPath"] as const;

/** The fields of states that refer to a value. */
const VALUE_PATHS = ["SecondsPath", "TimestampPath", "TimeoutSecondsPath", "HeartbeatSecondsPath"] as const;

/** The numbers of a Map state, which are not found in the context object. */
const NUMBER_PATHS = [
  "MaxConcurrencyPath",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentagePath",
] as const;

/** The same, where an intrinsic function may give the value: "Fail workflow state". */
const TEXT_PATHS = ["ErrorPath", "CausePath"] as const;

/** The fields of states whose keys that end in `.$` are filled with what a path or a call gives. */
const TEMPLATES = ["Parameters", "ResultSelector", "ItemSelector", "Assign"] as const;

/** Fields of states with templates of their own. */
const NESTED_TEMPLATES: readonly (readonly [string, string])[] = [
  ["ItemReader", "Parameters"],
  ["ItemBatcher", "BatchInput"],
  ["ResultWriter", "Parameters"],
];

/** Throws UserError where a field of a JSONPath state should hold a path or a call of an intrinsic function, and holds none. */
export function checkPaths({ state, place }: PlacedState): void {
  const paths = PATHS.filter((field) => state[field] !== undefined && state[field] !== null);
  const values = VALUE_PATHS.filter((field) => state[field] !== undefined);
  const numbers = NUMBER_PATHS.filter((field) => state[field] !== undefined);
  const texts = TEXT_PATHS.filter((field) => state[field] !== undefined);
  checkAll([
    ...paths.map((field) => () => requirePath(state[field], `${place}/${field}`)),
    ...values.map((field) => () => requireStart(state[field], `${place}/${field}`)),
    ...numbers.map((field) => () => requireReference(state[field], `${place}/${field}`)),
    () => {
      if (state.ItemsPath !== undefined) requireReference(state.ItemsPath, `${place}/ItemsPath`, true);
    },
    ...texts.map((field) => () => requirePathOrCall(state[field], `${place}/${field}`, NO_PATH)),
    () => requireResultPath(state.ResultPath, `${place}/ResultPath`),
    ...TEMPLATES.map((field) => () => checkTemplate(state[field], `${place}/${field}`)),
    ...NESTED_TEMPLATES.map(([field, template]) => () => {
      const holder = state[field];
      if (isJsonObject(holder)) checkTemplate(holder[template], `${place}/${field}/${template}`);
    }),
    ...listOf(state.Catch).flatMap(([index, catcher]) => [
      () => requireResultPath(catcher.ResultPath, `${place}/Catch[${index}]/ResultPath`),
      () => checkTemplate(catcher.Assign, `${place}/Catch[${index}]/Assign`),
    ]),
    ...listOf(state.Choices).map(
      ([index, rule]) =>
        () =>
          checkTemplate(rule.Assign, `${place}/Choices[${index}]/Assign`),
    ),
  ]);
}

const NO_PATH = { message: "Value must be a valid JSONPath." };

function listOf(list: unknown): readonly (readonly [number, JsonObject])[] {
  if (!Array.isArray(list)) return [];
  return [...list.entries()].filter((entry): entry is [number, JsonObject] => isJsonObject(entry[1]));
}

function requirePath(path: unknown, place: string): void {
  if (typeof path === "string" && /^\$/.test(path)) return;
  throw definitionError(place, "a path that starts with $", inWords(path), NO_PATH);
}

/** A place where a result can be put: one, and in the input; null for none. */
function requireResultPath(path: unknown, place: string): void {
  if (path !== undefined && path !== null) requireReference(path, place);
}

function checkTemplate(template: unknown, place: string): void {
  if (Array.isArray(template)) {
    checkAll(template.map((item, index) => () => checkTemplate(item, `${place}[${index}]`)));
  } else if (isJsonObject(template)) {
    checkAll(
      Object.entries(template).map(([key, value]) => () => {
        if (key.endsWith(".$")) checkKey(key, value, place);
        else checkTemplate(value, `${place}/${key}`);
      }),
    );
  }
}

function checkKey(key: string, value: unknown, place: string): void {
  const message = `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`;
  requirePathOrCall(value, `${place}/${key}`, { message, at: place });
}

function requirePathOrCall(value: unknown, place: string, says: { message: string; at?: string }): void {
  if (typeof value === "string" && value.startsWith("$")) return;
  const isCall = typeof value === "string" && value.startsWith("States.");
  const call = isCall ? quietly(() => parseIntrinsicCall(value)) : undefined;
  if (call !== undefined && isKnown(call)) return;
  throw definitionError(place, "a path or a call of an intrinsic function", inWords(value), says);
}

function isKnown(node: IntrinsicNode): boolean {
  return node.kind !== "call" || (INTRINSICS.has(node.name) && node.args.every(isKnown));
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}
