import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contender } from "./contenders.ts";
import type { App } from "./generate.ts";
import { startLambdaProcess } from "./lambda-process.ts";
import { outFolderOf } from "./measure-builds.ts";
import { outputArtifacts } from "./output-artifacts.ts";
import { RUNTIME_PACKAGES } from "./places.ts";
import { median } from "./statistic.ts";
import { unpackArtifact } from "./unpack-artifact.ts";

/** How long one handler takes to start, as each contender bundled it. */
export interface InitResult {
  readonly handlerName: string;
  /** From the start of the process until the handler is loaded, the median of {@link STARTS}. */
  readonly initMs: ReadonlyMap<Contender, number>;
  /** The same for a handler that imports nothing: what Node.js and the bootstrap take. */
  readonly emptyMs: number;
}

export const STARTS = 25;

/** One of those who take turns, unpacked. */
interface Candidate {
  readonly taskRoot: string;
  readonly runtimePackages?: string;
  readonly startsMs: number[];
}

/** Starts one handler of the app as each contender left it, and an empty one; they take turns. */
export async function measureInit(app: App, contenders: readonly Contender[]): Promise<InitResult> {
  const handlerName = app.handlers[Math.floor(app.handlers.length / 2)]?.name ?? "";
  const parent = mkdtempSync(join(tmpdir(), "terraloom-bench-"));
  try {
    const empty = emptyCandidate(join(parent, "empty"));
    const candidates = new Map(
      contenders
        .filter(({ output }) => output !== "none")
        .map((contender) => [
          contender,
          candidateOf(app, contender, handlerName, join(parent, contender.id)),
        ]),
    );
    for (let turn = 0; turn < STARTS; turn += 1) {
      for (const candidate of [empty, ...candidates.values()]) await start(candidate, handlerName);
    }
    const initMs = [...candidates].map(([contender, { startsMs }]) => [contender, median(startsMs)] as const);
    return { handlerName, emptyMs: median(empty.startsMs), initMs: new Map(initMs) };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

function emptyCandidate(taskRoot: string): Candidate {
  mkdirSync(taskRoot);
  writeFileSync(join(taskRoot, "index.js"), "exports.handler = async () => {};\n");
  return { taskRoot, startsMs: [] };
}

function candidateOf(app: App, contender: Contender, handlerName: string, taskRoot: string): Candidate {
  const artifacts = outputArtifacts(outFolderOf(app, contender), contender.output);
  const artifact = artifacts.find(({ functionName }) => functionName === handlerName);
  if (artifact === undefined) throw new Error(`${contender.title} made nothing of ${handlerName}.`);
  unpackArtifact(artifact, taskRoot);
  return { taskRoot, startsMs: [], ...(contender.leavesSdkOut && { runtimePackages: RUNTIME_PACKAGES }) };
}

async function start({ startsMs, ...place }: Candidate, functionName: string): Promise<void> {
  const { initMs } = await startLambdaProcess({ ...place, functionName });
  startsMs.push(initMs);
}
