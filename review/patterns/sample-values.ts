import { isJsonObject, type Json } from "../plan/json.ts";
import { blockEnds } from "./block-ends.ts";

/** Values that a reader understands, likely to be taken by a matcher; whoever uses them looks whether they are. */
export function sampleValues(matcher: Json, list: readonly Json[]): readonly Json[] {
  return [...samplesOf(matcher), ...list.flatMap(blocks).flatMap(blockEnds), "other", "example", 1];
}

function samplesOf(matcher: Json): readonly Json[] {
  if (!isJsonObject(matcher)) return [matcher];
  return Object.entries(matcher).flatMap(([operator, operand]) => {
    const text = textOf(operand);
    switch (operator) {
      case "prefix":
        return text === undefined ? [] : [`${text}example`, text];
      case "suffix":
        return text === undefined ? [] : [`example${text}`, text];
      case "equals-ignore-case":
        return text === undefined ? [] : [text, text.toUpperCase(), text.toLowerCase()];
      case "wildcard":
        return text === undefined
          ? []
          : [text.replaceAll(/\\(.)|\*/g, (_, escaped?: string) => escaped ?? "example")];
      case "cidr":
        return typeof operand === "string" ? blockEnds(operand) : [];
      default:
        return [];
    }
  });
}

const textOf = (operand: Json): string | undefined => {
  const text = isJsonObject(operand) ? operand["equals-ignore-case"] : operand;
  return typeof text === "string" ? text : undefined;
};

const blocks = (matcher: Json): readonly string[] =>
  isJsonObject(matcher) && typeof matcher.cidr === "string" ? [matcher.cidr] : [];
