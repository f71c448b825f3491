import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Contender } from "./contenders.ts";
import { DRY_RUN_EVENT, dryRunAnswer, type HandlerDescription } from "./handler-source.ts";
import { startLambdaProcess } from "./lambda-process.ts";
import type { OutputArtifact } from "./output-artifacts.ts";
import { RUNTIME_PACKAGES } from "./places.ts";
import { unpackArtifact } from "./unpack-artifact.ts";

/**
 * Runs handlers from what a contender made of them, outside the project, where they find no packages but their own.
 *
 * @throws Error when one is missing, does not load, or answers otherwise than its source would.
 */
export async function verifyArtifacts(
  contender: Contender,
  artifacts: readonly OutputArtifact[],
  handlers: readonly HandlerDescription[],
): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), "terraloom-bench-"));
  try {
    for (const handler of handlers) {
      const artifact = artifacts.find(({ functionName }) => functionName === handler.name);
      if (artifact === undefined) throw new Error(`${contender.title} made nothing of ${handler.name}.`);
      const answer = await dryRun(contender, artifact, join(parent, handler.name));
      if (isDeepStrictEqual(answer, dryRunAnswer(handler))) continue;
      throw new Error(`${contender.title}: ${handler.name} answers ${JSON.stringify(answer)}.`);
    }
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

async function dryRun(contender: Contender, artifact: OutputArtifact, taskRoot: string): Promise<unknown> {
  unpackArtifact(artifact, taskRoot);
  const { answer } = await startLambdaProcess({
    taskRoot,
    functionName: artifact.functionName,
    event: DRY_RUN_EVENT,
    ...(contender.leavesSdkOut && { runtimePackages: RUNTIME_PACKAGES }),
  });
  return answer;
}
