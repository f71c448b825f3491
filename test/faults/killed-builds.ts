import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildOnce, killedBuild } from "./build-processes.ts";
import { faultyProject } from "./faulty-project.ts";

/** Longer than a build takes, so that some are killed at their very end or not at all. */
const LONGEST_MS = 2000;

/** Kills builds at random moments, each on the cache that the one before has left; the build after each gives the same. */
export async function survivesKilledBuilds(kills: number): Promise<void> {
  const project = faultyProject();
  try {
    const cache = project.path("node_modules/.cache");
    const expected = await buildOnce(project.root);
    for (let kill = 0; kill < kills; kill += 1) {
      if (kill % 2 === 0) rmSync(cache, { recursive: true });
      await killedBuild(project.root, randomInt(LONGEST_MS));
      assert.deepEqual(await buildOnce(project.root), expected);
    }
  } finally {
    project.remove();
  }
}

// As a program: node --import tsx test/faults/killed-builds.ts 50
if (process.argv[1] === fileURLToPath(import.meta.url))
  await survivesKilledBuilds(Number(process.argv[2] ?? 50));
