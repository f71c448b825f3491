import type { FunctionSource, NodeFunctionSource } from "./build-request.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { areKnown, type LayerPackages, packagesOfAll } from "./layer-packages.ts";

/** Functions that are bundled in one pass. */
export interface FunctionGroup {
  readonly functions: readonly NodeFunctionSource[];
  /** Whether their packages are bundled with them. */
  readonly isSingle: boolean;
  /** What their layers provide. */
  readonly provided: readonly LayerPackage[];
  /** Whether that is all of it. */
  readonly isSure: boolean;
}

/** Functions for which the same imports stay outside the bundle, in an order that declarations do not change. */
export function functionGroups(
  functions: readonly NodeFunctionSource[],
  packages: LayerPackages,
): readonly FunctionGroup[] {
  const groups = new Map<string, FunctionGroup & { readonly functions: NodeFunctionSource[] }>();
  for (const source of byId(functions)) {
    const provided = packagesOfAll(packages, source.layers);
    const isSure = areKnown(packages, source.layers);
    const isSingle = source.isSingleBundle === true;
    const key = JSON.stringify([
      isSure,
      isSingle,
      ...provided.map(({ name, subpaths }) => `${name} ${subpaths}`).sort(),
    ]);
    const group = groups.get(key) ?? { functions: [], isSingle, provided, isSure };
    groups.set(key, group);
    group.functions.push(source);
  }
  return [...groups.values()];
}

export function byId<Source extends FunctionSource>(functions: readonly Source[]): readonly Source[] {
  return [...functions].sort((a, b) => (a.id < b.id ? -1 : 1));
}
