import { join } from "node:path";
import type { Architecture, BuildRequest, LayerSource } from "../../packaging/build-request.ts";
import { functionChoices } from "../../packaging/function-options.ts";
import type { ManifestEntry } from "../../packaging/manifest.ts";

/**
 * What to ask of the build for some functions and layers of an app: these, the functions that use a layer among them, and
 * all layers that any of these use, because what layers provide stays out of bundles. What has not changed is recalled.
 * Size budgets are not in the manifest: the next synth holds them.
 *
 * @param projectRoot absolute
 * @param ids of functions for Node.js and layers of shared code
 */
export function rebuildRequest(
  projectRoot: string,
  entries: readonly ManifestEntry[],
  ids: readonly string[],
): BuildRequest {
  const asked = entries.filter(({ id, kind, layers }) =>
    kind === "function" ? [id, ...layers].some((one) => ids.includes(one)) : ids.includes(id),
  );
  const functions = asked.filter(({ kind, options }) => kind === "function" && options.platform === "node");
  const needed = new Set<string>();
  const need = (id: string): void => {
    if (needed.has(id)) return;
    needed.add(id);
    for (const layer of entries.find((entry) => entry.id === id)?.layers ?? []) need(layer);
  };
  for (const { id } of asked) need(id);
  return {
    projectRoot,
    functions: functions.map(({ id, source, layers, options }) => ({
      kind: "node",
      id,
      entry: join(projectRoot, source),
      layers,
      ...functionChoices(options),
    })),
    layers: entries
      .filter(({ id, kind }) => kind !== "function" && needed.has(id))
      .map((layer) => layerSource(projectRoot, layer)),
  };
}

function layerSource(projectRoot: string, { id, kind, source, layers, options }: ManifestEntry): LayerSource {
  const folder = join(projectRoot, source);
  return kind === "npm-layer"
    ? { kind: "npm", id, folder, architecture: options.architecture as Architecture }
    : { kind: "source", id, folder, layers };
}
