import type { NodeFunctionSource } from "./build-request.ts";

/** What a function's bundle is asked to be beyond what all are, for {@link Artifact.options} and the key in the cache. */
export function functionOptions({
  isSingleBundle,
  hasSourceMap,
}: Pick<NodeFunctionSource, "isSingleBundle" | "hasSourceMap">): Readonly<Record<string, string>> {
  return {
    ...(isSingleBundle && { packages: "inside" }),
    ...(hasSourceMap && { sourceMap: "inside" }),
  };
}

/** The same, as the manifest has it, back again. */
export function functionChoices({
  packages,
  sourceMap,
}: Readonly<Record<string, string>>): Pick<NodeFunctionSource, "isSingleBundle" | "hasSourceMap"> {
  return {
    ...(packages === "inside" && { isSingleBundle: true }),
    ...(sourceMap === "inside" && { hasSourceMap: true }),
  };
}
