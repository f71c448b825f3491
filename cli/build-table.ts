import Table from "cli-table3";
import { counted } from "../reporting/counted.ts";
import { printable } from "../reporting/printable.ts";
import type { ArtifactChange, ReportedArtifact } from "./build-report.ts";
import { byteSize } from "./byte-size.ts";

/** A table of functions and layers: what they weigh, what is read when a function starts, and what has changed. */
export function buildTable(artifacts: readonly ReportedArtifact[], isColored: boolean): string {
  const colors = isColored ? { head: ["bold"], border: ["grey"] } : { head: [], border: [] };
  const table = new Table({
    head: ["Stack", "Function or layer", "Zip", "Unzipped with layers", "Read at init", "Since before"],
    colAligns: ["left", "left", "right", "right", "left", "left"],
    style: { ...colors, compact: true }, // an app may have hundreds of functions
  });
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  for (const artifact of artifacts) {
    const { address, change, kind, stack, unzippedBytes, zipBytes } = artifact;
    const isGone = change.kind === "gone";
    table.push([
      printable(stack),
      printable(kind === "function" ? address : `${address} (layer)`),
      isGone ? "–" : byteSize(zipBytes),
      isGone ? "–" : byteSize(unzippedBytes),
      isGone || kind !== "function" ? "–" : readAtInit(artifact, byId),
      changeText(change),
    ]);
  }
  return table.toString();
}

/** What a build made and what has changed, in a line: `9 functions and 2 layers: 1 new, 2 changed, 1 gone`. */
export function buildSummary(artifacts: readonly ReportedArtifact[]): string {
  const present = artifacts.filter(({ change }) => change.kind !== "gone");
  const functions = present.filter(({ kind }) => kind === "function").length;
  const changes = (["new", "changed", "gone"] as const).flatMap((kind) => {
    const count = artifacts.filter(({ change }) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const made = `${counted(functions, "function")} and ${counted(present.length - functions, "layer")}`;
  return `${made}: ${changes.length === 0 ? "nothing changed" : changes.join(", ")}`;
}

/** Of layers a function reads what it imports, which nobody knows before: they are only named. */
function readAtInit(artifact: ReportedArtifact, byId: ReadonlyMap<string, ReportedArtifact>): string {
  const names = artifact.layers.map((id) => {
    const layer = byId.get(id);
    return layer?.stack === artifact.stack ? layer.address : id;
  });
  return [byteSize(artifact.initBytes), ...names.map((name) => `+ ${printable(name)}`)].join(" ");
}

function changeText(change: ArtifactChange): string {
  if (change.kind !== "changed") return change.kind;
  const { zipBytes } = change;
  if (zipBytes === 0) return "changed, same size";
  return `changed, ${zipBytes < 0 ? "−" : "+"}${byteSize(Math.abs(zipBytes))}`;
}
