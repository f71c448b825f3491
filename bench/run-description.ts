import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { BenchOptions } from "./options.ts";
import { BENCH_FOLDER } from "./places.ts";

const PEERS = ["aws-cdk-lib", "cdktf", "esbuild"];

/** When, on what class of machine and with which versions a run was made; nothing that names the machine or its user. */
export function runDescription({ rounds }: BenchOptions, loadBefore: number): string {
  const date = new Date().toISOString().slice(0, 10);
  const cpu = cpus()[0]?.model.trim() ?? "unknown CPU";
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  const versions = PEERS.map((name) => `${name} ${versionOf(name)}`).join(", ");
  return [
    `${date}; ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpu}, ${memoryGb} GB,`,
    `whose load average was ${loadBefore.toFixed(1)} before the run;`,
    `Node.js ${process.versions.node}, ${versions}.`,
    `Wall times are medians over ${rounds} rounds, with their ratio to one plain esbuild call in the same case.`,
    "Memory is that of the largest process. CDK declares fewer resources, makes no zips and does not minify by default;",
    "its zips are what its folders take at the highest compression.",
  ].join("\n");
}

function versionOf(name: string): string {
  const require = createRequire(join(BENCH_FOLDER, "bench.ts"));
  return JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")).version;
}
