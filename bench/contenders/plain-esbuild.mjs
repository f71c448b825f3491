import { build } from "esbuild";
import { BUNDLE_OPTIONS } from "./bundle-options.mjs";
import { contenderArguments } from "./contender-arguments.mjs";
import { handlerEntries } from "./handler-entries.mjs";

// All handlers in one call of esbuild, to disk, without zips: what a build can hardly be faster than without a cache.
const { appFolder, outFolder } = contenderArguments();
await build({
  ...BUNDLE_OPTIONS,
  entryPoints: handlerEntries(appFolder).map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
  outdir: outFolder,
});
