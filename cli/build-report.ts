import type { BuiltArtifact } from "./built-artifacts.ts";

/** What became of an artifact since the build before. */
export type ArtifactChange =
  | { readonly kind: "new" | "gone" | "same" }
  /** Its bytes are others; the zip grew by `zipBytes`, or shrank where that is negative. */
  | { readonly kind: "changed"; readonly zipBytes: number };

/** A function or layer in the report of a build; one that is gone has the sizes that it had. */
export interface ReportedArtifact {
  readonly id: string;
  readonly kind: BuiltArtifact["kind"];
  readonly stack: string;
  readonly address: string;
  /** Relative to the stack's output folder. */
  readonly file: string;
  readonly zipBytes: number;
  /** Of a function together with its layers: what Lambda's limit of 250 MB is about. */
  readonly unzippedBytes: number;
  /** What a function's own zip holds for the start: its code and its packages, without its layers. */
  readonly initBytes: number;
  /** The ids of its layers, in order. */
  readonly layers: readonly string[];
  readonly change: ArtifactChange;
}

/** The artifacts of a build and those that it no longer has, by stack and address. */
export function buildReport(
  built: readonly BuiltArtifact[],
  before: readonly BuiltArtifact[],
): readonly ReportedArtifact[] {
  const earlier = new Map(before.map((artifact) => [artifact.id, artifact]));
  const kept = new Set(built.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id));
  return [
    ...built.map((artifact) => reported(artifact, built, changeOf(artifact, earlier.get(artifact.id)))),
    ...gone.map((artifact) => reported(artifact, before, { kind: "gone" })),
  ].sort(byStackAndAddress);
}

function reported(
  artifact: BuiltArtifact,
  all: readonly BuiltArtifact[],
  change: ArtifactChange,
): ReportedArtifact {
  const { id, kind, stack, address, file, sizeBytes, unzippedBytes, layers } = artifact;
  // A layer does not bring along the layers that its code imports.
  const brought = kind === "function" ? all.filter((layer) => layers.includes(layer.id)) : [];
  return {
    id,
    kind,
    stack,
    address,
    file,
    zipBytes: sizeBytes,
    unzippedBytes: brought.reduce((sum, layer) => sum + layer.unzippedBytes, unzippedBytes),
    initBytes: unzippedBytes,
    layers,
    change,
  };
}

function changeOf(artifact: BuiltArtifact, earlier: BuiltArtifact | undefined): ArtifactChange {
  if (earlier === undefined) return { kind: "new" };
  if (earlier.sha256 === artifact.sha256) return { kind: "same" };
  return { kind: "changed", zipBytes: artifact.sizeBytes - earlier.sizeBytes };
}

function byStackAndAddress(a: ReportedArtifact, b: ReportedArtifact): number {
  if (a.stack !== b.stack) return a.stack < b.stack ? -1 : 1;
  if (a.address !== b.address) return a.address < b.address ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
