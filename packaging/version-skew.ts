import { createRequire } from "node:module";
import { posix } from "node:path";
import type { UserErrorParts } from "../reporting/user-error.ts";
import { askedFunction } from "./asked-function.ts";
import type { BuildContext } from "./build-context.ts";
import type { AskedArtifact, BuildProblem } from "./build-problem.ts";
import type { BuildRequest, LayerSource } from "./build-request.ts";
import { areKnown, type LayerPackages, packagesOfAll } from "./layer-packages.ts";
import { mixedLayers } from "./mixed-layers.ts";
import { type RequestedVersion, versionRequests } from "./version-requests.ts";

/** Code for Node.js that uses layers. */
interface LayerUser {
  readonly asked: AskedArtifact;
  /** Relative to the project's root. */
  readonly folder: string;
  /** The ids of its layers. */
  readonly layers: readonly string[];
}

/** Packages that code would get from its layers in another version than its package.json asks for, or in two at once. */
export function versionSkews(
  context: BuildContext,
  request: BuildRequest,
  packages: LayerPackages,
): readonly BuildProblem[] {
  const requested = versionRequests(context);
  const layers = new Map(request.layers.map((layer) => [layer.id, layer]));
  return layerUsers(context, request).flatMap((user) => {
    if (!areKnown(packages, user.layers)) return [];
    const used = user.layers.map((id) => layers.get(id) as LayerSource);
    const skews = used.flatMap((layer) =>
      packagesOfAll(packages, [layer.id]).flatMap(({ name, version }) =>
        version === undefined
          ? []
          : skewOf(context, user, { name, version, layer }, requested(user.folder, name)),
      ),
    );
    // A layer of shared code does not bring the layers that it uses.
    const mixed = user.asked.kind === "function" ? mixedLayers(context, user.asked.source, used) : undefined;
    return mixed === undefined ? skews : [...skews, { parts: mixed, breaks: [user.asked] }];
  });
}

interface Provided {
  readonly name: string;
  readonly version: string;
  readonly layer: LayerSource;
}

function layerUsers(context: BuildContext, { functions, layers }: BuildRequest): readonly LayerUser[] {
  const ofFunctions = functions.flatMap((source) => {
    if (source.kind !== "node" || source.layers.length === 0) return [];
    const asked = askedFunction(context, source);
    return { asked, folder: posix.dirname(asked.source), layers: source.layers };
  });
  const ofLayers = layers.flatMap((layer) => {
    if (layer.kind !== "source" || layer.layers.length === 0) return [];
    const folder = context.shown(layer.folder);
    return { asked: { kind: "layer", id: layer.id, source: folder }, folder, layers: layer.layers } as const;
  });
  return [...ofFunctions, ...ofLayers];
}

/** Ranges that are none, such as `workspace:*`, a tag or an address, say nothing of a version. */
function skewOf(
  context: BuildContext,
  { asked }: LayerUser,
  { name, version, layer }: Provided,
  request: RequestedVersion | undefined,
): readonly BuildProblem[] {
  if (request === undefined) return [];
  const { satisfies, validRange } = loadSemver();
  if (validRange(request.range) === null) return [];
  if (satisfies(version, request.range, { includePrerelease: true })) return [];
  const folder = context.shown(layer.folder);
  const parts: UserErrorParts = {
    at: request.file,
    expected: `${name} ${request.range} from the layer ${layer.id}, as it asks for`,
    found: `${name} ${version} in ${posix.join(folder, "package-lock.json")}`,
    advice: `Run "npm install --package-lock-only ${name}@${request.range}" in ${folder}, or ask for ${version}.`,
  };
  return [{ parts, breaks: [asked] }];
}

/** Loaded once a version is compared: every synth would wait for it, and most have no layers that are asked for a version. */
function loadSemver(): Pick<typeof import("semver"), "satisfies" | "validRange"> {
  return createRequire(import.meta.url)("semver");
}
