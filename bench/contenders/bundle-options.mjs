/**
 * What whoever calls esbuild here asks of it, so that all make the same bundles.
 *
 * @satisfies {import("esbuild").BuildOptions}
 */
export const BUNDLE_OPTIONS = {
  bundle: true,
  format: "cjs",
  legalComments: "none",
  logLevel: "warning",
  mainFields: ["module", "main"],
  minify: true,
  platform: "node",
  target: "node22",
};
