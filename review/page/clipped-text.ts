/**
 * A text of more than `most` UTF-16 units without its middle: the beginning says what it is, the end tells it from others.
 * Takes visible text, and leaves no half of a surrogate pair.
 */
export function clippedText(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  const start = text.slice(0, half).replace(/[\ud800-\udbff]$/, "");
  const end = text.slice(text.length - half).replace(/^[\udc00-\udfff]/, "");
  return `${start}…${end}`;
}
