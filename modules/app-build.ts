import type { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Artifact } from "../packaging/artifact.ts";
import type { BuildRequest, FunctionSource, LayerSource } from "../packaging/build-request.ts";
import { prepareBuildProcess } from "../packaging/run-build-process.ts";
import { startArtifacts } from "../packaging/start-artifacts.ts";
import { lazyText } from "./lazy-text.ts";
import { refuseSharedAddresses } from "./shared-addresses.ts";

/** A function or layer that a construct declared, with what the manifest says of it beyond its artifact. */
export interface DeclaredArtifact {
  readonly stack: TerraformStack;
  readonly address: string;
  readonly source: FunctionSource | LayerSource;
  /** Relative to the stack's output folder: `assets/compress.zip`. */
  readonly file: string;
}

const BUILDS = new WeakMap<Construct, AppBuild>();

/**
 * The one build of an app. Constructs declare what they need; the first value that depends on bytes builds all of it,
 * so that a plain `app.synth()` is enough and nothing is built for an app that is only constructed.
 */
export class AppBuild {
  readonly #root: Construct;
  readonly #declared = new Map<string, DeclaredArtifact>();
  /** The id of what was declared last. */
  #last: string | undefined;
  /** Waits for the build that has begun. */
  #wait: (() => readonly Artifact[]) | undefined;
  #artifacts: ReadonlyMap<string, Artifact> | undefined;

  private constructor(root: Construct) {
    this.#root = root;
  }

  static of(construct: Construct): AppBuild {
    const root = construct.node.root as App;
    const existing = BUILDS.get(root);
    if (existing !== undefined) return existing;
    const build = new AppBuild(root);
    BUILDS.set(root, build);
    return build;
  }

  declare(artifact: DeclaredArtifact): void {
    this.#forget();
    this.#declared.set(artifact.source.id, artifact);
    this.#last = artifact.source.id;
    prepareBuildProcess(process.cwd());
  }

  /** All that was declared, in the order of their ids. */
  get declared(): readonly DeclaredArtifact[] {
    return [...this.#declared.values()].sort((a, b) => (a.source.id < b.source.id ? -1 : 1));
  }

  /** Of what was declared under this id. */
  sourceOf(id: string): FunctionSource | LayerSource | undefined {
    return this.#declared.get(id)?.source;
  }

  /** The SHA-256 of an artifact's zip in base64, as a token. */
  digestOf(id: string): string {
    return lazyText(({ preparing }) => {
      if (!preparing || id === this.#last) return this.artifactOf(id).sha256;
      // What cdktf resolves first, of all stacks, it throws away: the build goes on meanwhile. It is waited for before that ends, and
      // so before a stack is written.
      this.#begin();
      return "";
    });
  }

  /** @throws UserError for what does not build, naming file and line. */
  artifactOf(id: string): Artifact {
    this.#artifacts ??= new Map(this.#begin()().map((artifact) => [artifact.id, artifact]));
    const artifact = this.#artifacts.get(id);
    if (artifact === undefined) throw new Error(`The build returned no artifact "${id}".`);
    return artifact;
  }

  #begin(): () => readonly Artifact[] {
    if (this.#wait !== undefined) return this.#wait;
    refuseSharedAddresses(this.#root); // before the work, although the stacks would refuse them too
    const sources = this.declared.map(({ source }) => source);
    const request: BuildRequest = {
      projectRoot: process.cwd(),
      functions: sources.filter((source): source is FunctionSource => !isLayer(source)),
      layers: sources.filter(isLayer),
    };
    this.#wait = startArtifacts(request);
    return this.#wait;
  }

  /** A build that has begun is not of what is declared now; the next one recalls what it has made. */
  #forget(): void {
    const wait = this.#artifacts === undefined ? this.#wait : undefined;
    this.#wait = undefined;
    this.#artifacts = undefined;
    try {
      wait?.();
    } catch {
      // The next build meets it again.
    }
  }
}

function isLayer(source: FunctionSource | LayerSource): source is LayerSource {
  return source.kind === "npm" || source.kind === "source";
}
