const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Control characters are written as references, as S3 does, so that a key with one survives the parser. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped
  return text.replace(/[&<>"\u0000-\u001f\u007f]/g, (character) => {
    return ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`;
  });
}

/** An element that holds text; nothing at all for a value that is not there. */
export function xmlText(name: string, value: string | number | boolean | undefined): string {
  return value === undefined ? "" : `<${name}>${escaped(String(value))}</${name}>`;
}

/** An element that holds elements, each of them already written. */
export function xmlElement(name: string, children: readonly string[]): string {
  return `<${name}>${children.join("")}</${name}>`;
}

/** A whole answer of S3 in its namespace. */
export function xmlDocument(name: string, children: readonly string[]): string {
  const root = `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${children.join("")}</${name}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}
