import { difference } from "../changes/difference.ts";
import type { Block } from "../page/document.ts";
import { exampleEvent } from "../patterns/example-event.ts";
import { transformedExample } from "../patterns/transformed-example.ts";
import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import { parsedText } from "./parsed-text.ts";
import type { HomedChange } from "./reviewed.ts";

const INPUTS = ["input", "input_path", "input_transformer"] as const;

/** What the target of a rule gets for one and the same event, before and after; nothing if that stays. */
export function transformerBlocks(homed: HomedChange): readonly Block[] {
  const { change, view } = homed;
  if (change.type !== "aws_cloudwatch_event_target" || change.action !== "update") return [];
  const { before = {}, after = {}, unknown } = change;
  if (INPUTS.every((name) => difference(before[name], after[name], unknown[name]) === "same")) return [];
  if (INPUTS.some((name) => unknown[name] === true))
    return [{ kind: "paragraph", text: ["What the target gets is known after apply."] }];
  const event = exampleEvent(rulePattern(homed), [...inputPaths(before), ...inputPaths(after)]);
  const sides = [inputs(before, view.plan.scrub), inputs(after, view.plan.scrub)].map((side) =>
    transformedExample(side, event),
  );
  return [
    { kind: "paragraph", text: ["For this event:"] },
    { kind: "source", language: "json", text: JSON.stringify(event, null, 2) },
    ...(["The target gets before:", "The target gets afterwards:"] as const).flatMap(
      (title, index): readonly Block[] => [
        { kind: "paragraph", text: [title] },
        { kind: "source", language: "text", text: sides[index] ?? "(not decided)" },
      ],
    ),
  ];
}

/** The attributes that make the input of a target, without secrets in their texts. */
function inputs(side: JsonObject, scrub: (text: string) => string): JsonObject {
  const clean = (value: Json): Json =>
    typeof value === "string"
      ? scrub(value)
      : Array.isArray(value)
        ? value.map(clean)
        : isJsonObject(value)
          ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)]))
          : value;
  return Object.fromEntries(
    INPUTS.flatMap((name) => (side[name] === undefined ? [] : [[name, clean(side[name])]])),
  );
}

function inputPaths(side: JsonObject): readonly string[] {
  const transformer = Array.isArray(side.input_transformer) ? side.input_transformer[0] : undefined;
  const paths =
    isJsonObject(transformer) && isJsonObject(transformer.input_paths)
      ? Object.values(transformer.input_paths)
      : [];
  return [...paths, side.input_path].filter((path) => typeof path === "string" && path !== "") as string[];
}

/** The pattern of the rule that a target belongs to; `{}` where the plan does not have it. */
function rulePattern({ change, view }: HomedChange): Json {
  const { rule, event_bus_name: bus } = change.after ?? {};
  const found = view.plan.changes.find(
    ({ type, after }) =>
      type === "aws_cloudwatch_event_rule" &&
      after?.name === rule &&
      (after?.event_bus_name === bus || bus === undefined),
  );
  return parsedText(found?.after?.event_pattern, view.plan.scrub) ?? {};
}
