import type { ObjectVersion } from "./bucket.ts";
import { S3Error } from "./s3-error.ts";
import { headerOf, type S3Request } from "./s3-request.ts";

/**
 * Holds a read against the conditions of its headers, in the order of RFC 9110: a tag outweighs a date.
 * A copy has the same conditions with the prefix `x-amz-copy-source-`, and no 304.
 *
 * @throws S3Error NotModified (reads only), PreconditionFailed
 */
export function checkReadConditions(
  request: S3Request,
  version: ObjectVersion,
  prefix: "" | "x-amz-copy-source-" = "",
): void {
  const condition = (name: string) => headerOf(request, `${prefix}${name}`);
  const match = condition("if-match");
  const noneMatch = condition("if-none-match");
  const isOther =
    match !== undefined
      ? !matches(match, version)
      : isModifiedSince(version, condition("if-unmodified-since")) === true;
  if (isOther) throw preconditionFailed();
  const isUnchanged =
    noneMatch !== undefined
      ? matches(noneMatch, version)
      : isModifiedSince(version, condition("if-modified-since")) === false;
  if (!isUnchanged) return;
  if (prefix !== "") throw preconditionFailed();
  throw new S3Error("NotModified", "", {
    etag: `"${version.etag}"`,
    "last-modified": version.lastModified.toUTCString(),
  });
}

/**
 * Holds a write against `If-None-Match: *` and `If-Match`. Follows "How to prevent object overwrites with conditional
 * writes". Call it in the same turn as the write, so that nothing comes between.
 *
 * @throws S3Error PreconditionFailed; NoSuchKey for `If-Match` where there is no object
 */
export function checkWriteConditions(request: S3Request, current: ObjectVersion | undefined): void {
  const noneMatch = headerOf(request, "if-none-match");
  const match = headerOf(request, "if-match");
  if (noneMatch !== undefined && noneMatch !== "*") {
    throw new S3Error("NotImplemented", "A write takes no If-None-Match other than *.");
  }
  if (noneMatch === "*" && current !== undefined) throw preconditionFailed();
  if (match === undefined) return;
  if (current === undefined) throw new S3Error("NoSuchKey", "There is no object that If-Match could match.");
  if (!matches(match, current)) throw preconditionFailed();
}

function matches(tags: string, version: ObjectVersion): boolean {
  return tags.split(",").some((tag) => {
    const bare = tag.trim().replace(/^W\//, "").replaceAll('"', "");
    return bare === "*" || bare === version.etag;
  });
}

/** undefined where no date that can be read is given; HTTP dates have whole seconds. */
function isModifiedSince(version: ObjectVersion, date: string | undefined): boolean | undefined {
  const since = Date.parse(date ?? "");
  if (Number.isNaN(since)) return undefined;
  return Math.floor(version.lastModified.getTime() / 1000) * 1000 > since;
}

function preconditionFailed(): S3Error {
  return new S3Error("PreconditionFailed", "The object is not in the state that the request demands.");
}
