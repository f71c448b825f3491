import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";

/** The zip that a function or layer is deployed with, as a state or a plan tells it. */
export interface DeployedZip {
  readonly kind: "function" | "layer";
  /** The resource's name in Terraform, without its module. */
  readonly name: string;
  /** In base64, of the zip that Lambda has. */
  readonly sha256: string;
  /** Whether Lambda has another zip than Terraform's state says it gave it. */
  readonly isForeign: boolean;
}

const KINDS: Readonly<Record<string, DeployedZip["kind"]>> = {
  aws_lambda_function: "function",
  aws_lambda_layer_version: "layer",
};

interface Resource {
  readonly type: Json | undefined;
  readonly name: Json | undefined;
  readonly values: Json | undefined;
}

/**
 * The zips of what is deployed, out of a state as `terraform state pull` or the file of a local backend has it (format 4), a state as
 * `terraform show -json` has it, or a plan as JSON, of which the side before counts. Nothing else of these is read: they hold secrets.
 * Undefined for what is none of the three.
 */
export function deployedZips(json: Json): readonly DeployedZip[] | undefined {
  const resources = isJsonObject(json) ? resourcesOf(json) : undefined;
  return resources?.flatMap(({ type, name, values }) => {
    const kind = typeof type === "string" ? KINDS[type] : undefined;
    const digest = isJsonObject(values) ? digestOf(values) : undefined;
    return kind === undefined || typeof name !== "string" || digest === undefined
      ? []
      : [{ kind, name, ...digest }];
  });
}

function resourcesOf(json: JsonObject): readonly Resource[] | undefined {
  if (Array.isArray(json.resource_changes))
    return json.resource_changes.filter(isManaged).map(({ type, name, change }) => ({
      type,
      name,
      values: isJsonObject(change) ? change.before : undefined,
    }));
  if (json.version === 4 && Array.isArray(json.resources))
    return json.resources
      .filter(isManaged)
      .flatMap(({ type, name, instances }) =>
        (Array.isArray(instances) ? instances : [])
          .filter((instance) => isJsonObject(instance) && instance.deposed === undefined)
          .map((instance) => ({ type, name, values: (instance as JsonObject).attributes })),
      );
  if (typeof json.format_version !== "string") return undefined;
  // A state without any resource has no values.
  return isJsonObject(json.values) ? ofModule(json.values.root_module) : [];
}

function ofModule(module: Json | undefined): readonly Resource[] {
  if (!isJsonObject(module)) return [];
  const { resources, child_modules: children } = module;
  return [
    ...(Array.isArray(resources) ? resources : [])
      .filter(isManaged)
      .map(({ type, name, values }) => ({ type, name, values })),
    ...(Array.isArray(children) ? children : []).flatMap(ofModule),
  ];
}

/** What is deposed waits for its removal. */
const isManaged = (resource: Json): resource is JsonObject =>
  isJsonObject(resource) &&
  resource.mode === "managed" &&
  resource.deposed === undefined &&
  resource.deposed_key === undefined;

/**
 * Lambda's own digest, since a deploy that failed leaves the digest in the state that it did not bring ("Resource: aws_lambda_function",
 * Terraform Registry). Of code that AWS signs, Lambda's is the digest of another zip.
 */
function digestOf(values: JsonObject): Pick<DeployedZip, "sha256" | "isForeign"> | undefined {
  const { source_code_hash: given, code_sha256: own, signing_job_arn: signed } = values;
  const isSigned = typeof signed === "string" && signed !== "";
  const digests = (isSigned ? [given] : [own, given]).filter(isDigest);
  const [sha256] = digests;
  return sha256 === undefined
    ? undefined
    : { sha256, isForeign: digests[1] !== undefined && digests[1] !== sha256 };
}

const isDigest = (value: Json | undefined): value is string =>
  typeof value === "string" && /^[A-Za-z0-9+/]{43}=$/.test(value);
