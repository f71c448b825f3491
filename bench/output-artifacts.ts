import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import type { OutputFormat } from "./contenders.ts";

/** One function's code as a contender left it. */
export interface OutputArtifact {
  readonly functionName: string;
  /** The path of a zip, or of a folder that whoever deploys will zip. */
  readonly path: string;
  readonly kind: "zip" | "folder";
}

/** What a zip has for each file beyond its name (twice) and data, and once at the end ("APPNOTE.TXT"). */
const ZIP_BYTES_PER_FILE = 30 + 46;
const ZIP_END_BYTES = 22;

/** All functions' code in a contender's out folder, sorted by name. */
export function outputArtifacts(outFolder: string, format: OutputFormat): readonly OutputArtifact[] {
  const artifacts = readers[format](outFolder);
  return [...artifacts].sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
}

const readers: Readonly<Record<OutputFormat, (outFolder: string) => readonly OutputArtifact[]>> = {
  none: () => [],
  folders: (outFolder) =>
    readdirSync(outFolder).map((name) => ({
      functionName: name,
      path: join(outFolder, name),
      kind: "folder",
    })),
  terraform: terraformArtifacts,
  cloudformation: cloudFormationArtifacts,
};

interface TerraformJson {
  readonly resource: {
    readonly aws_lambda_function: Readonly<
      Record<string, { readonly function_name: string; readonly filename: string }>
    >;
  };
}

function terraformArtifacts(outFolder: string): readonly OutputArtifact[] {
  const stackFolder = join(outFolder, "stacks", "bench");
  const { resource }: TerraformJson = readJson(join(stackFolder, "cdk.tf.json"));
  return Object.values(resource.aws_lambda_function).map(({ function_name, filename }) => ({
    functionName: function_name,
    path: join(stackFolder, filename),
    kind: "zip",
  }));
}

interface CloudFormationTemplate {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties?: { readonly FunctionName?: string; readonly Code?: { readonly S3Key: string } };
      }
    >
  >;
}

function cloudFormationArtifacts(outFolder: string): readonly OutputArtifact[] {
  const { Resources }: CloudFormationTemplate = readJson(join(outFolder, "bench.template.json"));
  return Object.values(Resources)
    .filter(({ Type }) => Type === "AWS::Lambda::Function")
    .map(({ Properties: { FunctionName = "", Code } = {} }) => ({
      functionName: FunctionName,
      // The key under which it will be uploaded is the folder's hash.
      path: join(outFolder, `asset.${Code?.S3Key.replace(".zip", "")}`),
      kind: "folder",
    }));
}

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The bytes that would be uploaded: the zip's, or what a folder takes as a zip at the highest level, as CDK makes it. */
export function zipBytesOf({ kind, path }: OutputArtifact): number {
  if (kind === "zip") return readFileSync(path).length;
  const files = readdirSync(path).map((name) => {
    const deflated = deflateRawSync(readFileSync(join(path, name)), { level: 9 });
    return ZIP_BYTES_PER_FILE + 2 * Buffer.byteLength(name) + deflated.length;
  });
  return files.reduce((sum, bytes) => sum + bytes, ZIP_END_BYTES);
}

/** The digest of what is on disk: of a zip all of it, of a folder the names and contents of its files. */
export function digestOf({ kind, path }: OutputArtifact): string {
  const hash = createHash("sha256");
  if (kind === "zip") return hash.update(readFileSync(path)).digest("hex");
  for (const name of readdirSync(path).sort()) hash.update(name).update(readFileSync(join(path, name)));
  return hash.digest("hex");
}
