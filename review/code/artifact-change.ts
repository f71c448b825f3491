import type { ManifestEntry } from "../../packaging/manifest.ts";

/** A function or layer in two builds: that of what is deployed now, and that of what the plan deploys. */
export interface ArtifactChange {
  readonly id: string;
  readonly before?: ManifestEntry;
  readonly after?: ManifestEntry;
  /** Own files, relative to the project's root, sorted by path. */
  readonly inputs: readonly InputChange[];
  /** Bundled packages, sorted by name. */
  readonly packages: readonly PackageChange[];
  /** Ids of layers. */
  readonly layers: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  /** What the build was told, sorted by name. */
  readonly options: readonly OptionChange[];
  readonly sameBytes: boolean;
}

export interface InputChange {
  readonly path: string;
  /** Missing for a file that is new. */
  readonly beforeBytes?: number;
  /** Missing for a file that is gone. */
  readonly afterBytes?: number;
}

export interface PackageChange {
  readonly name: string;
  /** Missing for a package that is new; the same as `after` where only the names that are used of it differ. */
  readonly before?: string;
  readonly after?: string;
}

export interface OptionChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}
