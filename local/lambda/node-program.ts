import { fileURLToPath } from "node:url";
import { packageFile } from "../../packaging/package-file.ts";
import type { EnvironmentProgram } from "./environment-program.ts";
import type { LambdaSpec } from "./lambda-spec.ts";

const BOOTSTRAP = fileURLToPath(packageFile("local/lambda/bootstrap.cjs"));

/**
 * This machine's Node.js, with a heap for the function's memory: the bootstraps of Lambda's runtimes give a tenth of it to new
 * objects and the rest to old ones. V8 would take its measure from this machine, and let garbage lie until the function is
 * killed for it.
 */
export function nodeProgram({ memoryMb, environment }: LambdaSpec): EnvironmentProgram {
  const newSpaceMb = Math.floor(memoryMb / 10);
  const sizes = {
    // There are two halves of it.
    "max-semi-space-size": Math.floor(newSpaceMb / 2),
    "max-old-space-size": memoryMb - newSpaceMb,
  };
  // Node.js reads NODE_OPTIONS first, so that what the function sets there would be overruled. Its options may have underscores.
  const ownOptions = (environment.NODE_OPTIONS ?? "").replaceAll("_", "-");
  const options = Object.entries(sizes)
    .filter(([name]) => !ownOptions.includes(`--${name}`))
    .map(([name, megabytes]) => `--${name}=${megabytes}`);
  return { executable: process.execPath, options, bootstrap: BOOTSTRAP };
}
