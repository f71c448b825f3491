import { allStates, type PlacedState } from "./all-states.ts";
import { checkExpressions } from "./check-expressions.ts";
import { checkPaths } from "./check-paths.ts";
import { checkRules } from "./check-rules.ts";
import { definitionError, inWords } from "./definition-error.ts";
import type { JsonObject } from "./json-value.ts";
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

/** Throws UserError where a state has fields of the other query language, a Choice rule has nothing that decides, or a time is none. */
export function checkQueryLanguage(definition: JsonObject): void {
  const whole = requireLanguage(definition.QueryLanguage ?? "JSONPath", "QueryLanguage");
  for (const placed of allStates(definition)) {
    const language = requireLanguage(placed.state.QueryLanguage ?? whole, `${placed.place}.QueryLanguage`);
    if (whole === "JSONata" && language === "JSONPath") {
      throw definitionError(
        `${placed.place}.QueryLanguage`,
        "JSONata, the language of the whole",
        `"JSONPath"`,
      );
    }
    checkOwnFields(placed, language);
    if (language === "JSONata") checkExpressions(placed);
    else checkPaths(placed);
    checkRules(placed, language);
    checkTimestamp(placed, language);
  }
}

function requireLanguage(value: unknown, place: string): string {
  if (value === "JSONPath" || value === "JSONata") return value;
  throw definitionError(place, "JSONPath or JSONata", inWords(value));
}

function checkOwnFields({ state, place }: PlacedState, language: string): void {
  const foreign = OWN_FIELDS[language === "JSONata" ? "JSONPath" : "JSONata"] ?? [];
  const field = foreign.find((name) => state[name] !== undefined);
  if (field === undefined) return;
  throw definitionError(`${place}.${field}`, `only fields of ${language}`, "one of the other query language");
}

/** An expression is checked once it has a value. */
function checkTimestamp({ state: { Type, Timestamp }, place }: PlacedState, language: string): void {
  if (Type !== "Wait" || Timestamp === undefined || timestampMs(Timestamp) !== undefined) return;
  if (language === "JSONata" && jsonataExpression(Timestamp) !== undefined) return;
  throw definitionError(`${place}.Timestamp`, "a timestamp such as 2026-01-31T12:00:00Z", inWords(Timestamp));
}
