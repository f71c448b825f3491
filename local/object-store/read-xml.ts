import { parseXml, type XmlNode } from "./parse-xml.ts";
import { S3Error } from "./s3-error.ts";

/** Room for a thousand keys of the greatest length, each character escaped. */
const LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * Reads a body that is an XML document with the given root.
 *
 * @throws S3Error MalformedXML, MaxMessageLengthExceeded, and what the bytes end with
 */
export async function readXml(bytes: AsyncIterable<Uint8Array>, root: string): Promise<XmlNode> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > LIMIT_BYTES) {
      throw new S3Error("MaxMessageLengthExceeded", `The body is longer than ${LIMIT_BYTES} bytes.`);
    }
    chunks.push(chunk);
  }
  const node = parseXml(Buffer.concat(chunks).toString("utf8"));
  if (node.name !== root) {
    throw new S3Error("MalformedXML", `The body must be a ${root} element, not ${node.name}.`);
  }
  return node;
}
