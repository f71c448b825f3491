import { type DeletedVersion, deleteVersion } from "../delete-version.ts";
import { childText, type XmlNode } from "../parse-xml.ts";
import { readXml } from "../read-xml.ts";
import { receiveBody } from "../receive-body.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";
import { xmlDocument, xmlElement, xmlText } from "../xml-document.ts";

const KEYS_LIMIT = 1000;

/** Follows "DeleteObjects" of the S3 API reference. */
export async function deleteObjects(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const body = await readXml(receiveBody(request).bytes, "Delete");
  const objects = body.children.filter((child) => child.name === "Object");
  if (objects.length === 0 || objects.length > KEYS_LIMIT) {
    throw new S3Error(
      "MalformedXML",
      `One request deletes 1 to ${KEYS_LIMIT} objects, not ${objects.length}.`,
    );
  }
  const named = objects.map(objectNamed);
  const results: string[] = [];
  for (const { key, versionId } of named) {
    const deleted = await deleteVersion(bucket, key, versionId);
    const fields = [xmlText("Key", key), xmlText("VersionId", versionId), ...markerFields(deleted)];
    results.push(xmlElement("Deleted", fields));
  }
  const quiet = childText(body, "Quiet") === "true";
  return { status: 200, headers: {}, body: xmlDocument("DeleteResult", quiet ? [] : results) };
}

function objectNamed(object: XmlNode): { readonly key: string; readonly versionId: string | undefined } {
  const key = childText(object, "Key");
  if (key === undefined || key === "") throw new S3Error("MalformedXML", "An Object must have a Key.");
  return { key, versionId: childText(object, "VersionId") };
}

function markerFields(deleted: DeletedVersion): readonly string[] {
  if (!deleted.isMarker) return [];
  return [xmlText("DeleteMarker", true), xmlText("DeleteMarkerVersionId", deleted.versionId)];
}
