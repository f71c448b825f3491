import { allStates, type PlacedState } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { checkExpressions } from "./check-expressions.ts";
import { checkPaths } from "./check-paths.ts";
import { checkRules } from "./check-rules.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { foreignField } from "./foreign-field.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { jsonataExpression } from "./jsonata-expression.ts";
import { timestampMs } from "./timestamp.ts";

/** The fields that only one of the languages has. */
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  JSONPath: [
    ..."InputPath OutputPath ResultPath Parameters ResultSelector ItemsPath MaxConcurrencyPath Result".split(
      " ",
    ),
    ..."TimeoutSecondsPath HeartbeatSecondsPath SecondsPath TimestampPath ErrorPath CausePath".split(" "),
    ..."ToleratedFailureCountPath ToleratedFailurePercentagePath".split(" "),
  ],
  JSONata: ["Arguments", "Output", "Items"],
};

/** Fields of fields that JSONPath alone has. */
const ITEM_PATHS = [
  ["ItemReader/ReaderConfig", "MaxItemsPath"],
  ["ItemBatcher", "MaxItemsPerBatchPath"],
  ["ItemBatcher", "MaxInputBytesPerBatchPath"],
] as const;

/** Throws DefinitionError where a state has fields of the other query language, a Choice rule has nothing that decides, or a time is none. */
export function checkQueryLanguage(definition: JsonObject): void {
  const whole = definition.QueryLanguage ?? "JSONPath";
  requireLanguage(whole, "QueryLanguage");
  for (const placed of allStates(definition)) {
    for (const check of languageChecks(placed, whole)) check();
  }
}

/** What {@link checkQueryLanguage} asks of one state in a state machine of a language. */
export function languageChecks(placed: PlacedState, whole: unknown): readonly (() => void)[] {
  const { state, place } = placed;
  const language = state.QueryLanguage ?? whole;
  if (whole === "JSONata" && language === "JSONPath") return [() => refuseDowngrade(place)];
  if (language !== "JSONPath" && language !== "JSONata") {
    return state.QueryLanguage === undefined
      ? []
      : [() => void requireLanguage(language, `${place}/QueryLanguage`)];
  }
  return [
    () => checkOwnFields(placed, language),
    () => (language === "JSONata" ? checkExpressions(placed) : checkPaths(placed)),
    () => checkRules(placed, language),
    () => checkTimestamp(placed, language),
  ];
}

export function requireLanguage(value: unknown, place: string): void {
  if (value === "JSONPath" || value === "JSONata") return;
  const isText = typeof value === "string";
  const message = isText
    ? "Value should be one of the following: [JSONPath, JSONata]"
    : "Expected value of type [STRING]";
  throw definitionError(place, "JSONPath or JSONata", inWords(value), { message });
}

function refuseDowngrade(place: string): never {
  throw definitionError(`${place}/QueryLanguage`, "JSONata, the language of the whole", `"JSONPath"`, {
    message: "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    at: place,
  });
}

function checkOwnFields({ state, place }: PlacedState, language: string): void {
  const foreign = OWN_FIELDS[language === "JSONata" ? "JSONPath" : "JSONata"] ?? [];
  checkAll([
    ...foreign.map((field) => () => refuseForeign(state, field, place, language)),
    ...(language === "JSONata" ? ITEM_PATHS : []).map(([holder, field]) => () => {
      const parts = holder.split("/");
      const found = parts.reduce<unknown>((of, part) => (isJsonObject(of) ? of[part] : undefined), state);
      if (isJsonObject(found)) refuseForeign(found, field, `${place}/${holder}`, language);
    }),
  ]);
}

function refuseForeign(of: JsonObject, field: string, place: string, language: string): void {
  if (of[field] !== undefined) throw foreignField(place, field, language);
}

/** An expression is checked once it has a value. */
function checkTimestamp({ state: { Type, Timestamp }, place }: PlacedState, language: string): void {
  if (Type !== "Wait" || Timestamp === undefined || timestampMs(Timestamp) !== undefined) return;
  if (language === "JSONata" && jsonataExpression(Timestamp) !== undefined) return;
  const expected = "a timestamp such as 2026-01-31T12:00:00Z";
  const says = { message: "String does not match RFC3339 timestamp" };
  throw definitionError(`${place}/Timestamp`, expected, inWords(Timestamp), says);
}
