import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { operationName } from "../../../local/object-store/operation-name.ts";
import { parseRequest } from "../../../local/object-store/s3-request.ts";

describe("operationName", () => {
  for (const [request, name] of [
    ["GET /", "ListBuckets"],
    ["GET /b", "ListObjects"],
    ["GET /b/?list-type=2&prefix=acl", "ListObjectsV2"],
    ["GET /b?versions", "ListObjectVersions"],
    ["GET /b?uploads", "ListMultipartUploads"],
    ["GET /b?lifecycle", "GetBucketLifecycleConfiguration"],
    ["PUT /b", "CreateBucket"],
    ["DELETE /b", "DeleteBucket"],
    ["POST /b", "PostObject"],
    ["POST /b?delete", "DeleteObjects"],
    ["GET /b/k?x-id=GetObject&versionId=1", "GetObject"],
    ["GET /b/acl", "GetObject"],
    ["GET /b/k?tagging", "GetObjectTagging"],
    ["PUT /b/k", "PutObject"],
    ["PUT /b/k?uploadId=1&partNumber=1", "UploadPart"],
    ["POST /b/k?uploads", "CreateMultipartUpload"],
    ["POST /b/k?uploadId=1", "CompleteMultipartUpload"],
    ["DELETE /b/k?uploadId=1", "AbortMultipartUpload"],
    ["GET /b/k?uploadId=1", "ListParts"],
    ["OPTIONS /b/k", "OPTIONS"],
  ] as const) {
    it(`calls ${request} ${name}`, () => {
      assert.equal(operationName(requestOf(request, {})), name);
    });
  }

  it("tells a copy by its source", () => {
    const headers = { "x-amz-copy-source": "b/k" };
    assert.equal(operationName(requestOf("PUT /b/k", headers)), "CopyObject");
    assert.equal(operationName(requestOf("PUT /b/k?uploadId=1&partNumber=1", headers)), "UploadPartCopy");
  });
});

function requestOf(line: string, headers: object) {
  const [method, url] = line.split(" ");
  return parseRequest({ method, url, headers } as IncomingMessage);
}
