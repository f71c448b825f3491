import { isJsonObject, type Json } from "../plan/json.ts";

/** Values that a reader understands, likely to be taken by a matcher; whoever uses them looks whether they are. */
export function sampleValues(matcher: Json, list: readonly Json[]): readonly Json[] {
  return [...samplesOf(matcher), ...list.flatMap(blocks).flatMap(ends), "other", "example", 1];
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
        return typeof operand === "string" ? ends(operand) : [];
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

/** The first and last address of a block of IPv4, and their neighbours; of IPv6 the address that is written. */
function ends(block: string): readonly string[] {
  const [, address = "", bits = "32"] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(block) ?? [];
  if (address === "") return [block.replace(/\/.*$/, "")];
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  const first = number - (number % size);
  return [first, first + size - 1, first - 1, first + size]
    .filter((value) => value >= 0 && value < 2 ** 32)
    .map(dotted);
}

const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
