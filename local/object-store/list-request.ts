import type { PageRequest } from "./list-page.ts";
import { S3Error } from "./s3-error.ts";
import type { S3Request } from "./s3-request.ts";
import { xmlElement, xmlText } from "./xml-document.ts";

const PAGE_LIMIT = 1000;

/** What the listings have in common in their queries. `after` is left to each of them. */
export function listRequest(request: S3Request): Omit<PageRequest, "after"> {
  return {
    prefix: request.query.get("prefix") ?? "",
    delimiter: request.query.get("delimiter") ?? "",
    limit: listLimit(request, "max-keys"),
  };
}

/** @throws S3Error InvalidArgument for what is no number of entries */
export function listLimit(request: S3Request, name: string): number {
  const text = request.query.get(name) ?? String(PAGE_LIMIT);
  if (!/^\d{1,10}$/.test(text)) throw new S3Error("InvalidArgument", `${name} must be a whole number.`);
  return Math.min(Number(text), PAGE_LIMIT);
}

/** Writes keys as the client wants them: with `encoding-type=url` percent-encoded but for the slashes. */
export function keyEncoder(request: S3Request): (key: string) => string {
  if (request.query.get("encoding-type") !== "url") return (key) => key;
  return (key) => encodeURIComponent(key).replaceAll("%2F", "/");
}

/** What the listings have in common in their answers. */
export function listFields(
  request: S3Request,
  { prefix, delimiter, limit }: Omit<PageRequest, "after">,
  isTruncated: boolean,
): readonly string[] {
  const encode = keyEncoder(request);
  return [
    xmlText("Name", request.bucket),
    xmlText("Prefix", encode(prefix)),
    xmlText("Delimiter", delimiter === "" ? undefined : encode(delimiter)),
    xmlText("MaxKeys", limit),
    xmlText("EncodingType", request.query.get("encoding-type") ?? undefined),
    xmlText("IsTruncated", isTruncated),
  ];
}

export function commonPrefixFields(request: S3Request, prefixes: readonly string[]): readonly string[] {
  const encode = keyEncoder(request);
  return prefixes.map((prefix) => xmlElement("CommonPrefixes", [xmlText("Prefix", encode(prefix))]));
}
