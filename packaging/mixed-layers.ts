import { posix } from "node:path";
import type { UserErrorParts } from "../reporting/user-error.ts";
import type { BuildContext } from "./build-context.ts";
import type { LayerSource, NpmLayerSource } from "./build-request.ts";
import { neededPackages } from "./locked-packages.ts";
import { readNpmLockfile } from "./npm-lockfile.ts";
import { lambdaTarget } from "./npm-target.ts";
import { readSourcePackage } from "./source-package.ts";

/** A package of a layer, and the place that says so. */
interface HeldPackage {
  readonly layer: LayerSource;
  readonly version: string;
  readonly at: string;
  /** Whether the layer is made for it. */
  readonly isProvided: boolean;
}

/**
 * What is wrong with layers of one function that hold different releases of a package at the same place; undefined where none do.
 *
 * Lambda unpacks all layers into `/opt`, where files of a later layer replace those of an earlier one and the others stay
 * ("Adding layers to functions" in the AWS documentation): there would be neither release, but a mixture. So it is an error
 * also for packages that others bring with them.
 *
 * @param user the function as messages name it
 */
export function mixedLayers(
  context: BuildContext,
  user: string,
  layers: readonly LayerSource[],
): UserErrorParts | undefined {
  if (layers.length < 2) return undefined;
  const held = new Map<string, HeldPackage>();
  const mixtures: Mixture[] = [];
  for (const layer of layers) {
    for (const [path, one] of packagesIn(context, layer)) {
      const other = held.get(path);
      if (other === undefined) held.set(path, one);
      else if (other.version !== one.version) mixtures.push([path, other, one]);
    }
  }
  const [first] = mixtures.sort(
    (left, right) => Number(isMeant(right)) - Number(isMeant(left)) || (left[0] < right[0] ? -1 : 1),
  );
  return first && mixture(user, first);
}

type Mixture = readonly [path: string, one: HeldPackage, other: HeldPackage];

/** Whether both layers are made for it. */
function isMeant([, one, other]: Mixture): boolean {
  return one.isProvided && other.isProvided;
}

function packagesIn(context: BuildContext, layer: LayerSource): readonly (readonly [string, HeldPackage])[] {
  return layer.kind === "npm" ? npmPackages(context, layer) : [sourcePackage(context, layer)];
}

function npmPackages(
  context: BuildContext,
  layer: NpmLayerSource,
): readonly (readonly [string, HeldPackage])[] {
  const shown = context.shown(layer.folder);
  const { locked, provides } = readNpmLockfile(layer.folder, shown);
  const at = posix.join(shown, "package-lock.json");
  return [...neededPackages(locked, lambdaTarget(layer.architecture))].map(
    ([path, { name, version = "" }]) => {
      const isProvided = provides.includes(path.slice("node_modules/".length));
      return [path, { layer, version: name === undefined ? version : `${name}@${version}`, at, isProvided }];
    },
  );
}

function sourcePackage(context: BuildContext, layer: LayerSource): readonly [string, HeldPackage] {
  const shown = context.shown(layer.folder);
  const { name } = readSourcePackage(layer.folder, shown);
  const at = posix.join(shown, "package.json");
  return [`node_modules/${name}`, { layer, version: `the code in ${shown}`, at, isProvided: true }];
}

function mixture(user: string, [path, one, other]: Mixture): UserErrorParts {
  const described = ({ layer, version, at }: HeldPackage) => `${version} in the layer ${layer.id} (${at})`;
  return {
    at: user,
    expected: `one release of ${path.slice("node_modules/".length)} in all layers of the function, which Lambda unpacks into one folder`,
    found: `${described(one)} and ${described(other)}`,
    advice: "Lock the same version in both, or make one layer of them.",
  };
}
