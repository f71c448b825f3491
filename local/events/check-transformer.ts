import { UserError } from "../../reporting/user-error.ts";
import { isMeantAsJson } from "./input-template.ts";
import type { InputTransformer } from "./target-input.ts";

/** "InputTransformer" and "Target" of the EventBridge API Reference. */
const MOST_PATHS = 100;
const LONGEST_PATH = 256;
const LONGEST_TEMPLATE = 8192;
/** The API Reference forbids names that start with AWS, "PutTargets" takes them. */
const NAME = /^[A-Za-z0-9_-]{1,256}$/;

/** @throws UserError for names, paths and templates that "PutTargets" refuses for their form or size */
export function checkTransformer(
  { inputPaths = {}, inputTemplate }: InputTransformer,
  ruleName: string,
): void {
  const at = `event rule ${ruleName}, input transformer`;
  const names = Object.keys(inputPaths);
  const advice = "Correct the target's input transformer.";
  if (names.length > MOST_PATHS) {
    throw new UserError({ at, expected: `at most ${MOST_PATHS} paths`, found: String(names.length), advice });
  }
  const name = names.find((one) => !NAME.test(one));
  if (name !== undefined) {
    const expected = "names of up to 256 letters, digits, - and _";
    throw new UserError({ at, expected, found: JSON.stringify(name), advice });
  }
  const path = Object.values(inputPaths).find((one) => one.length > LONGEST_PATH);
  if (path !== undefined) {
    throw new UserError({
      at,
      expected: `paths of at most ${LONGEST_PATH} characters`,
      found: `one of ${path.length}`,
      advice,
    });
  }
  const { length } = inputTemplate;
  if (length === 0 || length > LONGEST_TEMPLATE) {
    throw new UserError({
      at,
      expected: `a template of 1 to ${LONGEST_TEMPLATE} characters`,
      found: `one of ${length}`,
      advice,
    });
  }
  checkForm(inputTemplate, ruleName);
  checkWholeEvent(inputTemplate, ruleName);
}

/** The whole event is JSON: "PutTargets" takes it in templates that are an object only. */
function checkWholeEvent(inputTemplate: string, ruleName: string): void {
  if (!inputTemplate.includes("<aws.events.event.json>") || /^\s*\{/.test(inputTemplate)) return;
  throw new UserError({
    at: `event rule ${ruleName}, input template`,
    expected: "<aws.events.event.json> in a template that is a JSON object",
    found: inputTemplate,
    advice: "Put it into an object, or leave the transformer out for the event as it is.",
  });
}

/** What may stand around texts in quotes: space, and placeholders. */
const BETWEEN_TEXTS = /^(?:\s|<[\w.-]+>)*$/;
const TEXT_IN_QUOTES = /"(?:\\.|[^"\\])*"/gs;

/** What else is JSON. */
const SCALAR = /^\s*(?:true|false|null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/i;

/** A template is JSON with placeholders, or a row of texts in quotes. Whether it makes JSON of an event is seen later. */
function checkForm(inputTemplate: string, ruleName: string): void {
  if (isMeantAsJson(inputTemplate) || SCALAR.test(inputTemplate)) return;
  if (BETWEEN_TEXTS.test(inputTemplate.replaceAll(TEXT_IN_QUOTES, ""))) return;
  throw new UserError({
    at: `event rule ${ruleName}, input template`,
    expected: "JSON, or text in quotes",
    found: inputTemplate,
    advice:
      "Put the text in quotes, those of JSON within the template. EventBridge says: Invalid InputTemplate.",
  });
}
