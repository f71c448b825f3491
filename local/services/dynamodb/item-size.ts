import { type AttributeValue, bytesOf, contentOf, type Item, typeOf } from "./attribute-value.ts";

/** "DynamoDB item sizes and formats": a list or a map costs this besides its elements, and each element one more. */
const DOCUMENT_BYTES = 3;

/** The bytes that an item counts for, names included. */
export function itemSizeBytes(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + valueSizeBytes(value);
  return bytes;
}

function valueSizeBytes(value: AttributeValue): number {
  if ("M" in value) return DOCUMENT_BYTES + itemSizeBytes(value.M) + Object.keys(value.M).length;
  if ("L" in value) return DOCUMENT_BYTES + total(value.L, (one) => 1 + valueSizeBytes(one));
  const type = typeOf(value);
  if (type === "BOOL" || type === "NULL") return 1;
  const content = contentOf<string | readonly string[]>(value);
  return total(typeof content === "string" ? [content] : content, (text) => scalarSizeBytes(type, text));
}

function scalarSizeBytes(type: string, text: string): number {
  if (type.startsWith("N")) return numberSizeBytes(text);
  return type.startsWith("B") ? bytesOf(text).length : Buffer.byteLength(text);
}

/** Two digits a byte, without the zeros at both ends, and one byte more; another one for a sign. */
function numberSizeBytes(text: string): number {
  const digits = text.replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length;
  return Math.ceil(digits / 2) + 1 + (text.startsWith("-") ? 1 : 0);
}

function total<One>(values: readonly One[], sizeOf: (value: One) => number): number {
  return values.reduce((sum, value) => sum + sizeOf(value), 0);
}
