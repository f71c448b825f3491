import { UserError } from "../../reporting/user-error.ts";
import { selectPath } from "../states/json-path.ts";
import type { JsonPath } from "../states/json-path-ast.ts";
import { JsonPathError } from "../states/json-path-error.ts";
import { parsePath } from "../states/json-path-parser.ts";
import type { JsonObject } from "../states/json-value.ts";
import { checkTransformer } from "./check-transformer.ts";
import { fillInputTemplate, isMeantAsJson } from "./input-template.ts";

/** What a rule's target receives: a constant, a part of the event or a template; nothing of it for the whole event. */
export interface TargetInputFields {
  /** A constant, as JSON text. */
  readonly input?: string;
  /** The path of a part of the event: `$.detail`. */
  readonly inputPath?: string;
  readonly inputTransformer?: InputTransformer;
}

export interface InputTransformer {
  /** Up to 100 names, each with the path of its value. */
  readonly inputPaths?: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/** The rule that matched the event, and when EventBridge got it (ISO 8601). */
export interface MatchedRule {
  readonly arn: string;
  readonly name: string;
  readonly ingestionTime: string;
}

/** What a target gets of an event. */
export interface DeliveredInput {
  /** A JSON value, or the text of a template that makes none. A path that leads nowhere gives null. */
  readonly input: unknown;
  /** The same for a target that takes text, such as a queue, character by character: a JSON string keeps its quotes. */
  readonly text: string;
}

/**
 * What a rule hands to a target.
 *
 * Follows "Amazon EventBridge input transformation". Throws UserError where the input, a path or the template cannot be read,
 * and for an event of which a template for JSON makes none, which EventBridge would not deliver.
 */
export function deliveredInput(
  target: TargetInputFields,
  event: JsonObject,
  rule: MatchedRule,
): DeliveredInput {
  const { input, inputPath, inputTransformer } = target;
  if (input !== undefined) return { input: parseInput(input, rule), text: input };
  if (inputTransformer !== undefined && inputPath === undefined) {
    const text = transformedText(inputTransformer, event, rule);
    return { input: parseTransformed(text, rule), text };
  }
  const value = inputPath === undefined ? event : (readPath(inputPath, event, rule) ?? null);
  return { input: value, text: JSON.stringify(value) };
}

/** The value alone. @throws UserError as {@link deliveredInput} does */
export function targetInput(target: TargetInputFields, event: JsonObject, rule: MatchedRule): unknown {
  return deliveredInput(target, event, rule).input;
}

/**
 * The text that an input transformer makes of an event, as EventBridge would hand it over.
 *
 * @throws UserError for a path or a template that EventBridge refuses.
 */
export function transformedText(
  inputTransformer: InputTransformer,
  event: JsonObject,
  rule: MatchedRule,
): string {
  checkTransformer(inputTransformer, rule.name);
  const paths = Object.entries(inputTransformer.inputPaths ?? {});
  const values = new Map<string, unknown>([
    ...paths.map(([name, path]) => [name, readPath(path, event, rule)] as const),
    ["aws.events.rule-arn", rule.arn],
    ["aws.events.rule-name", rule.name],
    ["aws.events.event.ingestion-time", rule.ingestionTime],
    ["aws.events.event", withoutDetail(event)],
    ["aws.events.event.json", event],
  ]);
  return fillInputTemplate(inputTransformer.inputTemplate, values, `event rule ${rule.name}, input template`);
}

function parseTransformed(text: string, rule: MatchedRule): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!isMeantAsJson(text)) return text;
    throw new UserError({
      at: `event rule ${rule.name}, input template`,
      expected: "a template that makes valid JSON",
      found: text,
      advice: "Correct the template; objects and arrays cannot stand in a string.",
    });
  }
}

function parseInput(input: string, rule: MatchedRule): unknown {
  try {
    return JSON.parse(input);
  } catch {
    throw new UserError({
      at: `event rule ${rule.name}, input`,
      expected: "JSON",
      found: input,
      advice: "Correct the target's input.",
    });
  }
}

/** Undefined where the path leads nowhere. */
function readPath(text: string, event: JsonObject, rule: MatchedRule): unknown {
  const path = parseEventPath(text, rule);
  try {
    return selectPath(path, { input: event, context: undefined, variables: {} });
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

/** Names in brackets are none of "Amazon EventBridge input transformation": "PutTargets" refuses them. */
const NAME_IN_BRACKETS = /\[\s*['"]/;

function parseEventPath(text: string, rule: MatchedRule): JsonPath {
  const path = NAME_IN_BRACKETS.test(text) ? undefined : tryParsePath(text);
  if (path?.root.kind === "input") return path;
  throw new UserError({
    at: `event rule ${rule.name}, input path`,
    expected: 'a path such as "$.detail.object.key"',
    found: JSON.stringify(text),
    advice: "Correct the path.",
  });
}

function tryParsePath(text: string): JsonPath | undefined {
  try {
    return parsePath(text);
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

/** The envelope of an event: all but its detail. AWS spells one of its fields otherwise there. */
function withoutDetail(event: JsonObject): JsonObject {
  const { detail: _detail, ...envelope } = event;
  return Object.fromEntries(
    Object.entries(envelope).map(([name, value]) => [name === "detail-type" ? "detailType" : name, value]),
  );
}
