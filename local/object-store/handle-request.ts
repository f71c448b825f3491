import type { IncomingMessage, ServerResponse } from "node:http";
import { operationName } from "./operation-name.ts";
import { abortMultipartUpload } from "./operations/abort-multipart-upload.ts";
import {
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
} from "./operations/bucket-facts.ts";
import { completeMultipartUpload } from "./operations/complete-multipart-upload.ts";
import { copyObject } from "./operations/copy-object.ts";
import { createMultipartUpload } from "./operations/create-multipart-upload.ts";
import { deleteObject } from "./operations/delete-object.ts";
import { deleteObjects } from "./operations/delete-objects.ts";
import { getObject } from "./operations/get-object.ts";
import { listObjectVersions } from "./operations/list-object-versions.ts";
import { listObjects, listObjectsV2 } from "./operations/list-objects.ts";
import { listParts } from "./operations/list-parts.ts";
import { putObject } from "./operations/put-object.ts";
import { uploadPart } from "./operations/upload-part.ts";
import { refuseForeignCaller } from "./refuse-foreign-caller.ts";
import { S3Error } from "./s3-error.ts";
import { errorReply, type S3Reply, sendReply } from "./s3-reply.ts";
import { headerOf, parseRequest, type S3Request } from "./s3-request.ts";
import type { StoreState } from "./store-state.ts";

type Operation = (state: StoreState, request: S3Request) => Promise<S3Reply>;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetBucketLocation: getBucketLocation,
  GetBucketVersioning: getBucketVersioning,
  GetObject: getObject,
  HeadBucket: headBucket,
  HeadObject: getObject,
  ListBuckets: listBuckets,
  ListObjectVersions: listObjectVersions,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutObject: putObject,
  UploadPart: uploadPart,
};

/** Answers one HTTP request, with S3's XML error for whatever goes wrong. Settles when the answer is sent or cut off. */
export async function handleRequest(
  state: StoreState,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await replyTo(state, message);
  try {
    await sendReply(response, message.method ?? "GET", reply);
    // What is left of a refused body must go by, or the connection is stuck.
    message.resume();
  } catch {
    // The client is gone, or the file failed in mid-answer: only a cut connection can say so now.
    response.destroy();
  }
}

async function replyTo(state: StoreState, message: IncomingMessage): Promise<S3Reply> {
  try {
    refuseForeignCaller(message.headers);
    const request = parseRequest(message);
    return await operationOf(request)(state, request);
  } catch (error) {
    return errorReply(error, message.url ?? "/");
  }
}

function operationOf(request: S3Request): Operation {
  const name = operationName(request);
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) {
    throw new S3Error("NotImplemented", `The local object store does not offer ${name}.`);
  }
  if (headerOf(request, "x-amz-server-side-encryption-customer-algorithm") !== undefined) {
    throw new S3Error(
      "NotImplemented",
      "The local object store does not encrypt with customer keys (SSE-C).",
    );
  }
  return operation;
}
