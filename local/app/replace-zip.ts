import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readZip } from "../../packaging/unzip.ts";
import type { LambdaRuntime } from "../lambda/lambda-runtime.ts";
import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { unpack } from "./unpack.ts";

export interface RunningFunctions {
  readonly stack: ResolvedStack;
  /** By ARN; those that get another zip are replaced. */
  readonly specs: Map<string, LambdaSpec>;
  readonly runtime: Pick<LambdaRuntime, "retire">;
  readonly workFolder: string;
}

/**
 * Unpacks another zip in the place of one that functions or layers of the stack have been unpacked from: the next call of
 * these functions, and of those that use these layers, starts a new process. Not for layers of npm packages, which are
 * installed for this machine.
 *
 * @param file as the stack names it: `assets/compress.zip`
 */
export async function replaceZip(functions: RunningFunctions, file: string, zip: Uint8Array): Promise<void> {
  const { stack, specs, runtime, workFolder } = functions;
  const addresses = ["aws_lambda_function", "aws_lambda_layer_version"]
    .flatMap((type) => stack.ofType(type))
    .filter(({ attributes }) => attributes.filename === file)
    .map(({ address }) => address);
  const files = readZip(zip);
  for (const address of addresses) {
    const first = join(workFolder, address);
    const root = mkdtempSync(`${first}@`);
    unpack(files, root);
    const isOld = (folder: string) => folder === first || folder.startsWith(`${first}@`);
    const renewed = (folder: string) => (isOld(folder) ? root : folder);
    const old = new Set<string>();
    for (const [arn, spec] of specs) {
      for (const folder of [spec.taskRoot, ...spec.layerRoots].filter(isOld)) old.add(folder);
      if (![spec.taskRoot, ...spec.layerRoots].some(isOld)) continue;
      const layerRoots = spec.layerRoots.map(renewed);
      specs.set(arn, { ...spec, taskRoot: renewed(spec.taskRoot), layerRoots });
      await runtime.retire(spec);
    }
    for (const folder of old) rmSync(folder, { recursive: true, force: true });
  }
}
