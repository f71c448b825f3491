import type { LambdaLayerVersion } from "@cdktf/provider-aws/lib/lambda-layer-version/index.js";
import { type TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Architecture, SizeBudget } from "../packaging/build-request.ts";
import { addressOf, named } from "./address.ts";
import { AppBuild } from "./app-build.ts";
import { awsModule } from "./aws-module.ts";
import { freeId } from "./free-id.ts";
import { physicalName } from "./physical-name.ts";
import { checkSizeBudget } from "./size-budget.ts";
import { type SourcePath, sourcePath } from "./source-path.ts";
import { ASSETS_FOLDER, StackAssets } from "./stack-assets.ts";

interface CommonLayerProps {
  readonly description?: string;
  /** What its zip may weigh. Over it the synth fails. Default: none. */
  readonly budget?: SizeBudget;
  /** Default: `<stack>-<address>`. */
  readonly name?: string;
  readonly provider?: TerraformProvider;
}

/** npm packages: a folder with `package.json` and `package-lock.json`, installed for one architecture. */
export interface NpmLayerProps extends CommonLayerProps {
  readonly npm: SourcePath;
  /** Default: `arm64`. */
  readonly architecture?: Architecture;
}

/**
 * Shared code: a folder with a `package.json` that names the package and, as `exports`, its TypeScript entry, or several:
 * `{ ".": "./index.ts", "./storage": "./storage.ts" }`.
 */
export interface SourceLayerProps extends CommonLayerProps {
  readonly source: SourcePath;
  /** Layers whose packages the code imports without bundling them. Default: none. */
  readonly layers?: readonly LambdaLayer[];
}

export type LambdaLayerProps = NpmLayerProps | SourceLayerProps;

/**
 * A layer version that functions of the app share. Its packages are left out of every function's bundle.
 *
 * Versions are immutable and kept when replaced, since published function versions still run on them.
 */
export class LambdaLayer extends Construct {
  readonly resource: LambdaLayerVersion;
  /** Undefined for code that runs on every architecture. */
  readonly architecture: Architecture | undefined;
  /** What {@link AppBuild} knows it by. */
  readonly artifactId: string;

  constructor(scope: Construct, id: string, props: LambdaLayerProps) {
    super(scope, freeId(scope, id));
    this.architecture = "npm" in props ? (props.architecture ?? "arm64") : undefined;
    this.artifactId = this.node.path;
    const build = this.#declare(props);
    const address = addressOf(this);
    const { LambdaLayerVersion } = awsModule("lambda-layer-version");
    this.resource = named(
      address,
      new LambdaLayerVersion(this, "version", {
        layerName: physicalName(this, { kind: "layer", maxLength: 140, pattern: /^[\w-]+$/ }, props),
        ...(props.description && { description: props.description }),
        filename: `${ASSETS_FOLDER}/layer-${address}.zip`,
        sourceCodeHash: build.digestOf(this.artifactId),
        compatibleArchitectures: this.architecture
          ? [lambdaArchitecture(this.architecture)]
          : ["arm64", "x86_64"],
        compatibleRuntimes: ["nodejs22.x", "nodejs24.x"],
        skipDestroy: true,
        lifecycle: { createBeforeDestroy: true },
        ...(props.provider && { provider: props.provider }),
      }),
    );
  }

  /** The ARN of this very version. */
  get arn(): string {
    return this.resource.arn;
  }

  #declare(props: LambdaLayerProps): AppBuild {
    if (props.budget !== undefined) checkSizeBudget(this, props.budget);
    const budget = props.budget && { budget: props.budget };
    const build = AppBuild.of(this);
    const id = this.artifactId;
    const source =
      "npm" in props
        ? ({
            kind: "npm",
            id,
            folder: sourcePath(this, props.npm),
            architecture: props.architecture ?? "arm64",
            ...budget,
          } as const)
        : ({
            kind: "source",
            id,
            folder: sourcePath(this, props.source),
            layers: (props.layers ?? []).map((layer) => layer.artifactId),
            ...budget,
          } as const);
    const address = addressOf(this);
    build.declare({
      stack: TerraformStack.of(this),
      address,
      source,
      file: `${ASSETS_FOLDER}/layer-${address}.zip`,
    });
    StackAssets.of(this);
    return build;
  }
}

/** The provider's word for an architecture. */
export function lambdaArchitecture(architecture: Architecture): "arm64" | "x86_64" {
  return architecture === "x64" ? "x86_64" : "arm64";
}
