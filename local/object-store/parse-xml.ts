import { S3Error } from "./s3-error.ts";

/** An element of a request's body. S3's requests have no mixed content, so text and children never stand together. */
export interface XmlNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlNode[];
}

interface OpenNode {
  readonly name: string;
  readonly children: XmlNode[];
  text: string;
}

const TOKEN =
  /<\?.*?\?>|<!--.*?-->|<!\[CDATA\[(?<cdata>.*?)\]\]>|<\/(?<close>[\w:.-]+)\s*>|<(?<open>[\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?<empty>\/?)>|(?<text>[^<]+)/suy;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads the small XML of an S3 request. A document type is refused, so no entity but XML's own five exists.
 *
 * @throws S3Error MalformedXML
 */
export function parseXml(document: string): XmlNode {
  const top: OpenNode = { name: "", children: [], text: "" };
  const open: OpenNode[] = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const token = TOKEN.exec(document)?.groups;
    const current = open.at(-1);
    if (token === undefined || current === undefined) throw malformed();
    if (token.open !== undefined) open.push({ name: token.open, children: [], text: "" });
    if (token.text !== undefined) current.text += unescaped(token.text);
    if (token.cdata !== undefined) current.text += token.cdata;
    if (token.close !== undefined || token.empty === "/") closeNode(open, token.close ?? token.open);
  }
  const [root, ...others] = top.children;
  if (open.length !== 1 || root === undefined || others.length > 0 || top.text.trim() !== "")
    throw malformed();
  return root;
}

/** The text of the first child of that name. */
export function childText(node: XmlNode, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text;
}

function closeNode(open: OpenNode[], name: string | undefined): void {
  const node = open.pop();
  const parent = open.at(-1);
  if (node === undefined || parent === undefined || node.name !== name) throw malformed();
  parent.children.push(node);
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));|&/gi, (_, hex, decimal, name) => {
    if (name !== undefined && Object.hasOwn(ENTITIES, name)) return ENTITIES[name] ?? "";
    const codePoint = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    if (!(codePoint <= 0x10ffff)) throw malformed();
    return String.fromCodePoint(codePoint);
  });
}

function malformed(): S3Error {
  return new S3Error("MalformedXML", "The body is not the XML that this operation takes.");
}
