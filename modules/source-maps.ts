import { readFileSync } from "node:fs";
import type { S3Object, S3ObjectConfig } from "@cdktf/provider-aws/lib/s3-object/index.js";
import { type TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Artifact } from "../packaging/artifact.ts";
import type { FunctionSource, LayerSource } from "../packaging/build-request.ts";
import { sha256 } from "../packaging/sha256.ts";
import { UserError } from "../reporting/user-error.ts";
import { addressOf, named } from "./address.ts";
import { AppBuild } from "./app-build.ts";
import { awsModule } from "./aws-module.ts";
import type { Bucket } from "./bucket.ts";
import { freeId } from "./free-id.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { lazyText } from "./lazy-text.ts";
import { ASSETS_FOLDER, mapFile } from "./stack-assets.ts";

export interface SourceMapsProps {
  /** A bucket of this app, or the name of another one. It should be private: a source map has the sources in it. */
  readonly bucket: Bucket | string;
  /** Functions for Node.js in this stack, without `sourceMaps`, which puts the map into the zip. */
  readonly functions: readonly LambdaFunction[];
  /** What the keys start with. Default: `source-maps/`. */
  readonly prefix?: string;
  readonly provider?: TerraformProvider;
}

/**
 * Uploads the source maps that lie beside the zips, for an error tracker or whoever reads a stack trace: as
 * `<prefix><function name>.js.map`, with the function's `CodeSha256` in the metadata `code-sha256`.
 *
 * A deploy with other code replaces the map; in a versioned bucket the earlier ones stay as earlier versions.
 */
export class SourceMaps extends Construct {
  /** In the order of `functions`. */
  readonly objects: readonly S3Object[];

  constructor(scope: Construct, id: string, props: SourceMapsProps) {
    super(scope, freeId(scope, id));
    this.objects = [...new Set(props.functions)].map((fn) => this.#upload(fn, props));
  }

  #upload(fn: LambdaFunction, { bucket, prefix = "source-maps/", provider }: SourceMapsProps): S3Object {
    const build = AppBuild.of(this);
    this.#checkMap(fn, build.sourceOf(fn.node.path));
    const artifact = (): Artifact => build.artifactOf(fn.node.path);
    const { S3Object } = awsModule("s3-object");
    return named(
      `${addressOf(this)}_${addressOf(fn)}`,
      new S3Object(this, addressOf(fn), {
        ...placeIn(bucket),
        key: `${prefix}${fn.functionName}.js.map`,
        source: `${ASSETS_FOLDER}/${mapFile(`${addressOf(fn)}.zip`)}`,
        sourceHash: lazyText(({ preparing }) =>
          preparing ? "" : sha256(readFileSync(artifact().mapPath ?? ""), "base64"),
        ),
        contentType: "application/json",
        metadata: { "code-sha256": build.digestOf(fn.node.path) },
        ...(provider && { provider }),
      }),
    );
  }

  #checkMap(fn: LambdaFunction, source: FunctionSource | LayerSource | undefined): void {
    const found = this.#whyNoMap(fn, source);
    if (found === undefined) return;
    throw new UserError({
      at: this.node.path,
      expected: "functions for Node.js in the same stack, whose source maps lie beside their zips",
      found: `${fn.node.path}, ${found}`,
      advice: "Leave it out.",
    });
  }

  #whyNoMap(fn: LambdaFunction, source: FunctionSource | LayerSource | undefined): string | undefined {
    if (TerraformStack.of(fn) !== TerraformStack.of(this)) return "which belongs to another stack";
    if (source?.kind !== "node") return "which is not bundled";
    return source.hasSourceMap ? "whose map is in its zip (sourceMaps)" : undefined;
  }
}

/** With the bucket's key, which the bucket itself may get only after the first upload. */
function placeIn(
  bucket: Bucket | string,
): Pick<S3ObjectConfig, "bucket" | "serverSideEncryption" | "kmsKeyId"> {
  if (typeof bucket === "string") return { bucket };
  const { bucketName, encryptionKey } = bucket;
  if (encryptionKey === undefined) return { bucket: bucketName };
  return { bucket: bucketName, serverSideEncryption: "aws:kms", kmsKeyId: encryptionKey.arn };
}
