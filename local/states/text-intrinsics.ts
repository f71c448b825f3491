import { type Intrinsic, refuse, requireCount, requireText } from "./intrinsic.ts";
import { isJsonObject } from "./json-value.ts";

/** The longest text that the Base64 functions take, in characters. */
const LONGEST_BASE64_TEXT = 10_000;

/** "Intrinsic for generic operations", "Intrinsics for Base64 encoding and decoding", "Intrinsic for string operation". */
export const textIntrinsics: Readonly<Record<string, Intrinsic>> = {
  "States.Format": (args) => formatText(requireText("Format", args[0]), args.slice(1)),

  "States.StringSplit": (args) => {
    requireCount("StringSplit", args, 2);
    const delimiters = new Set(requireText("StringSplit", args[1]));
    const parts = [""];
    for (const character of requireText("StringSplit", args[0])) {
      if (delimiters.has(character)) parts.push("");
      else parts.push((parts.pop() ?? "") + character);
    }
    // Each character of the second argument separates, and separators in a row count as one.
    return parts.filter((part) => part !== "");
  },

  "States.Base64Encode": (args) => {
    requireCount("Base64Encode", args, 1);
    return Buffer.from(requireShortText("Base64Encode", args[0]), "utf8").toString("base64");
  },

  "States.Base64Decode": (args) => {
    requireCount("Base64Decode", args, 1);
    const text = requireShortText("Base64Decode", args[0]);
    const bytes = Buffer.from(text, "base64");
    if (bytes.toString("base64").replace(/=+$/, "") !== text.replace(/=+$/, "")) {
      throw refuse("Base64Decode");
    }
    return bytes.toString("utf8");
  },
};

function requireShortText(name: string, value: unknown): string {
  const text = requireText(name, value);
  if (text.length <= LONGEST_BASE64_TEXT) return text;
  throw refuse(name);
}

/** A text literal with its escapes (`\'`, `\{`, `\}`, `\\`) resolved. */
export function unescapeText(raw: string): string {
  return raw.replace(/\\(['{}\\])/g, "$1");
}

/** `States.Format`: each `{}` of the template is replaced by the next value; `\{` and `\}` stay braces. */
export function formatText(template: string, values: readonly unknown[]): string {
  const slots = template.match(/\\.|\{\}/gs)?.filter((token) => token === "{}").length ?? 0;
  if (slots !== values.length) {
    throw refuse("Format", "number of arguments do not match the occurrences of {}.");
  }
  let next = 0;
  return template.replace(/\\(['{}\\])|\{\}/g, (_, escaped?: string) => escaped ?? plainText(values[next++]));
}

// Objects and arrays come out without quotes, as Java prints maps and lists: {a=1, b=[x, y]}.
function plainText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainText).join(", ")}]`;
  if (!isJsonObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}=${plainText(inner)}`)
    .join(", ")}}`;
}
