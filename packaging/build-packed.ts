import { posix } from "node:path";
import type { BuildContext } from "./build-context.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { buildCommandFunction, type CommandSurroundings } from "./command-function.ts";
import { onceForEach } from "./once-for-each.ts";
import type { PackedFunctionSource } from "./packing-of.ts";
import { buildPythonFunction, type PythonInstaller, REQUIREMENTS_FILE } from "./python-function.ts";
import { type PythonPackages, pythonPackages } from "./python-packages.ts";
import { buildReadyFunction } from "./ready-function.ts";
import { sha256 } from "./sha256.ts";

/** Gives what builds functions that are not bundled, one by one; functions with the same packages share one install. */
export function packedBuilder(
  context: BuildContext,
  surroundings: CommandSurroundings,
): (source: PackedFunctionSource) => Promise<BuiltArtifact> {
  const install = sharedInstaller(context, surroundings);
  return (source) => {
    if (source.kind === "python") return buildPythonFunction(context, source, install);
    if (source.kind === "ready") return buildReadyFunction(context, source);
    return buildCommandFunction(context, source, surroundings);
  };
}

function sharedInstaller(context: BuildContext, surroundings: CommandSurroundings): PythonInstaller {
  const installed = onceForEach<PythonPackages>();
  return ({ folder, architecture, pythonVersion }, requirementsTxt) => {
    const key = JSON.stringify([architecture, pythonVersion, sha256(requirementsTxt)]);
    const at = posix.join(context.shown(folder), REQUIREMENTS_FILE);
    const target = { architecture, pythonVersion };
    const install = { requirementsTxt, folder, at, target, ...surroundings };
    return installed(key, () => pythonPackages(context, install));
  };
}
