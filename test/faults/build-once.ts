import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { prepareBuildProcess } from "../../packaging/run-build-process.ts";
import { sha256 } from "../../packaging/sha256.ts";
import { startArtifacts } from "../../packaging/start-artifacts.ts";

// Builds the functions and layers of the project whose folder is the argument, as a synth does, and prints them as JSON
// without what depends on the machine.
const root = resolve(process.argv[2] ?? ".");
prepareBuildProcess(root);
const layers = readdirSync(join(root, "layers"));
const artifacts = startArtifacts({
  projectRoot: root,
  functions: readdirSync(join(root, "functions")).map((id) => ({
    kind: "node",
    id,
    entry: join(root, "functions", id, "handler.ts"),
    layers,
  })),
  layers: layers.map((id) => ({ kind: "source", id, folder: join(root, "layers", id), layers: [] })),
})();
for (const { zipPath, sha256: digest } of artifacts) {
  assert.equal(sha256(readFileSync(zipPath), "base64"), digest);
}
process.stdout.write(JSON.stringify(artifacts.map(({ zipPath: _, mapPath: __, ...portable }) => portable)));
