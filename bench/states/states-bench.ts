import assert from "node:assert/strict";
import { join } from "node:path";
import { recordRatios } from "../history.ts";
import { BENCH_FOLDER } from "../places.ts";
import { median } from "../statistic.ts";
import { type Engine, peer, terraloom } from "./engines.ts";
import { WORKLOADS, type Workload } from "./workloads.ts";

const ROUNDS = 7;

/** Transitions per second of this project's interpreter and of its best peer, which take turns. */
const ratios: Record<string, number> = {};
for (const workload of WORKLOADS) {
  const runs = { terraloom: terraloom(workload), peer: peer(workload) };
  assert.deepEqual(await runs.terraloom(), await runs.peer(), `${workload.name}: the outputs differ.`);
  const speeds = { terraloom: [] as number[], peer: [] as number[] };
  // The first round is for the compiler.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const engine of ["terraloom", "peer"] as const) {
      const speed = await transitionsPerSecond(workload, runs[engine]);
      if (round > 0) speeds[engine].push(speed);
    }
  }
  const [own, other] = [median(speeds.terraloom), median(speeds.peer)];
  ratios[workload.name] = own / other;
  process.stdout.write(
    `${workload.name.padEnd(50)} ${thousands(own)} ${thousands(other)} ${(own / other).toFixed(2).padStart(6)} ×\n`,
  );
}
recordRatios(join(BENCH_FOLDER, "states", "history.json"), ratios);

async function transitionsPerSecond(
  { executions, transitions }: Workload,
  run: ReturnType<Engine>,
): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < executions; count += 1) await run();
  return (executions * transitions) / ((performance.now() - start) / 1000);
}

function thousands(speed: number): string {
  return `${Math.round(speed / 1000)} k/s`.padStart(10);
}
