import { allStates, type PlacedState } from "./all-states.ts";
import { operatorOf } from "./choice-operator.ts";
import { definitionError, inWords } from "./definition-error.ts";
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
    checkFields(placed, language);
    checkRules(placed, language);
    checkTimestamp(placed, language);
  }
}

function requireLanguage(value: unknown, place: string): string {
  if (value === "JSONPath" || value === "JSONata") return value;
  throw definitionError(place, "JSONPath or JSONata", inWords(value));
}

function checkFields({ state, place }: PlacedState, language: string): void {
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

function checkRules({ state, place }: PlacedState, language: string): void {
  if (state.Type !== "Choice" || !Array.isArray(state.Choices)) return;
  for (const [index, rule] of state.Choices.entries()) {
    const at = `${place}.Choices[${index}]`;
    if (language === "JSONPath") checkRule(rule, at);
    else if (!isJsonObject(rule) || rule.Condition === undefined) {
      throw definitionError(`${at}.Condition`, "a JSONata expression", "nothing");
    }
  }
}

function checkRule(rule: unknown, place: string): void {
  if (!isJsonObject(rule)) throw definitionError(place, "a rule", inWords(rule));
  for (const name of ["And", "Or"]) {
    const parts = rule[name];
    if (!Array.isArray(parts)) continue;
    for (const [index, part] of parts.entries()) checkRule(part, `${place}.${name}[${index}]`);
    return;
  }
  if (rule.Not !== undefined) {
    checkRule(rule.Not, `${place}.Not`);
    return;
  }
  if (typeof rule.Variable !== "string") {
    throw definitionError(`${place}.Variable`, "a path", inWords(rule.Variable));
  }
  if (operatorOf(rule)[0] !== "") return;
  throw definitionError(place, `an operator of "Choice workflow state" such as StringEquals`, "none");
}
