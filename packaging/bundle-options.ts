import { createRequire } from "node:module";
import { BUILDER_VERSION } from "./builder-version.ts";

/** From its package.json: what was built before is recalled without loading esbuild. */
const { version } = createRequire(import.meta.url)("esbuild/package.json") as { readonly version: string };

/** How every bundle is made, for {@link Artifact.options}. */
export const BUNDLE_OPTIONS: Readonly<Record<string, string>> = {
  builder: BUILDER_VERSION,
  bundler: `esbuild ${version}`,
  format: "cjs",
  mainFields: "module,main",
  minify: "true",
  platform: "node",
  sdkCredentials: "environment",
  target: "node22",
};

/** Those of a bundle that is made otherwise, sorted by name. */
export function bundleOptions(choices: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries({ ...BUNDLE_OPTIONS, ...choices }).sort());
}
