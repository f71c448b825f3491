import { headerOf, type S3Request } from "./s3-request.ts";

/** Query parameters that make a request another operation. All others only refine it. */
const SUBRESOURCES = [
  ["abac", "Abac"],
  ["accelerate", "AccelerateConfiguration"],
  ["acl", "Acl"],
  ["analytics", "AnalyticsConfiguration"],
  ["attributes", "Attributes"],
  ["cors", "Cors"],
  ["encryption", "Encryption"],
  ["intelligent-tiering", "IntelligentTieringConfiguration"],
  ["inventory", "InventoryConfiguration"],
  ["legal-hold", "LegalHold"],
  ["lifecycle", "LifecycleConfiguration"],
  ["location", "Location"],
  ["logging", "Logging"],
  ["metadataConfiguration", "MetadataConfiguration"],
  ["metadataTable", "MetadataTableConfiguration"],
  ["metrics", "MetricsConfiguration"],
  ["notification", "NotificationConfiguration"],
  ["object-lock", "LockConfiguration"],
  ["ownershipControls", "OwnershipControls"],
  ["policy", "Policy"],
  ["policyStatus", "PolicyStatus"],
  ["publicAccessBlock", "PublicAccessBlock"],
  ["renameObject", "Rename"],
  ["replication", "Replication"],
  ["requestPayment", "RequestPayment"],
  ["restore", "Restore"],
  ["retention", "Retention"],
  ["select", "Content"],
  ["session", "Session"],
  ["tagging", "Tagging"],
  ["torrent", "Torrent"],
  ["versioning", "Versioning"],
  ["website", "Website"],
] as const;

const VERBS: Readonly<Record<string, string>> = {
  DELETE: "Delete",
  GET: "Get",
  HEAD: "Head",
  POST: "Post",
  PUT: "Put",
};

/** The name of the operation that a request asks for, as in the S3 API reference: `ListObjectsV2`, `GetObjectAcl`. */
export function operationName(request: S3Request): string {
  const verb = VERBS[request.method];
  if (verb === undefined) return request.method;
  if (request.bucket === "") return request.method === "GET" ? "ListBuckets" : `${verb}Service`;
  return request.key === "" ? bucketOperation(request, verb) : objectOperation(request, verb);
}

function bucketOperation({ method, query }: S3Request, verb: string): string {
  if (method === "GET" && query.has("list-type")) return "ListObjectsV2";
  if (method === "GET" && query.has("versions")) return "ListObjectVersions";
  if (method === "GET" && query.has("uploads")) return "ListMultipartUploads";
  if (method === "POST" && query.has("delete")) return "DeleteObjects";
  const subresource = subresourceOf(query);
  if (subresource !== undefined) return `${verb}Bucket${subresource}`;
  if (method === "GET") return "ListObjects";
  if (method === "PUT") return "CreateBucket";
  return method === "POST" ? "PostObject" : `${verb}Bucket`;
}

function objectOperation(request: S3Request, verb: string): string {
  const { method, query } = request;
  const copies = headerOf(request, "x-amz-copy-source") !== undefined;
  if (method === "POST" && query.has("uploads")) return "CreateMultipartUpload";
  if (query.has("uploadId")) {
    if (method === "PUT") return copies ? "UploadPartCopy" : "UploadPart";
    if (method === "POST") return "CompleteMultipartUpload";
    if (method === "DELETE") return "AbortMultipartUpload";
    if (method === "GET") return "ListParts";
  }
  const subresource = subresourceOf(query);
  if (subresource !== undefined) return `${verb}Object${subresource}`;
  return method === "PUT" && copies ? "CopyObject" : `${verb}Object`;
}

function subresourceOf(query: URLSearchParams): string | undefined {
  return SUBRESOURCES.find(([parameter]) => query.has(parameter))?.[1];
}
