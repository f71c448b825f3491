import { deliveredInput, type TargetInputFields } from "../../local/events/target-input.ts";
import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";

/** What the reserved variables of a template stand for here. */
const RULE = { arn: "(the rule's ARN)", name: "(the rule's name)", ingestionTime: "(the time of arrival)" };

/**
 * The text that a target gets for an event.
 *
 * @param target - attributes of `aws_cloudwatch_event_target`: `input`, `input_path`, `input_transformer`.
 * @returns undefined where EventBridge would refuse the template or path.
 */
export function transformedExample(target: JsonObject, event: Json): string | undefined {
  if (!isJsonObject(event)) return undefined;
  try {
    return deliveredInput(fieldsOf(target), event, RULE).text;
  } catch {
    return undefined;
  }
}

function fieldsOf({
  input,
  input_path: inputPath,
  input_transformer: transformers,
}: JsonObject): TargetInputFields {
  const transformer = Array.isArray(transformers) ? transformers[0] : undefined;
  if (typeof input === "string" && input !== "") return { input };
  if (typeof inputPath === "string" && inputPath !== "") return { inputPath };
  if (!isJsonObject(transformer) || typeof transformer.input_template !== "string") return {};
  const paths = isJsonObject(transformer.input_paths) ? transformer.input_paths : {};
  return {
    inputTransformer: {
      inputPaths: paths as Readonly<Record<string, string>>,
      inputTemplate: transformer.input_template,
    },
  };
}
