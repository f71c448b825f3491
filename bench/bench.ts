import { existsSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import type { BuildResult } from "./build-result.ts";
import { CALL, SYNTH, TERRALOOM } from "./contenders.ts";
import { type AppKind, generateApp } from "./generate.ts";
import { type BuildPlan, measureBuilds } from "./measure-builds.ts";
import { measureInit } from "./measure-init.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import { APPS_FOLDER, BENCH_FOLDER, BUILDS_FOLDER, COMPILED_ENTRY } from "./places.ts";
import type { BenchResults } from "./results.ts";
import { runDescription } from "./run-description.ts";
import { resultTables } from "./table.ts";

/** Larger apps take CDK minutes and one esbuild call more memory than most laptops have: Terraloom builds them alone. */
const MAX_HANDLERS_OF_PEERS = 200;

const report = (line: string) => process.stderr.write(`${line}\n`);

async function bench({ handlers, measures, contenders, rounds }: BenchOptions): Promise<BenchResults> {
  const sizes = [...handlers].sort((a, b) => a - b);
  const common = sizes.filter((size) => size <= MAX_HANDLERS_OF_PEERS);
  const furtherCases = (["unchanged", "changed"] as const).filter((name) => measures.has(name));
  const plan = { contenders, furtherCases, rounds, report };

  const shared = await buildEach("shared", common, plan);
  const main = shared.at(-1)?.app;
  const init = main && measures.has("init") ? await measureInit(main, contenders) : undefined;
  const baseline = contenders.filter((contender) => [CALL, SYNTH, TERRALOOM].includes(contender));
  const ownSizes = measures.has("own") ? common.slice(-1) : [];
  const own = await buildEach("own", ownSizes, { ...plan, contenders: baseline, furtherCases: [] });
  const largeSizes = measures.has("growth") ? sizes.filter((size) => !common.includes(size)) : [];
  const large = await buildEach("shared", largeSizes, { ...plan, contenders: [TERRALOOM] });
  return { shared, own, large, init };
}

async function buildEach(
  kind: AppKind,
  sizes: readonly number[],
  plan: Omit<BuildPlan, "app">,
): Promise<readonly BuildResult[]> {
  const results: BuildResult[] = [];
  for (const handlers of sizes) {
    const app = generateApp(APPS_FOLDER, { kind, handlers });
    results.push(...(await measureBuilds({ ...plan, app })));
  }
  return results;
}

function refuseMissingBuild(): void {
  if (existsSync(COMPILED_ENTRY)) return;
  throw new UserError({
    at: "bench",
    expected: "the compiled package in dist/",
    found: "none",
    advice: 'Run "npm run build" in the folder above.',
  });
}

try {
  const options = readOptions(process.argv.slice(2));
  refuseMissingBuild();
  rmSync(BUILDS_FOLDER, { recursive: true, force: true });
  const [loadBefore = 0] = loadavg();
  const tables = resultTables(await bench(options));
  const page = `# Results of the benchmark\n\n${runDescription(options, loadBefore)}\n\n${tables}`;
  process.stdout.write(page);
  if (options.isComplete) writeFileSync(join(BENCH_FOLDER, "results.md"), page);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
