import type { BuildContext } from "./build-context.ts";
import { type Bundle, bundleEntries, bundleText } from "./bundle.ts";
import type { LayerPackage } from "./layer-externals.ts";
import type { SourcePackage } from "./source-package.ts";
import type { ZipFile } from "./zip-file.ts";

/**
 * Bundles the code of a layer. All paths that it exports are one bundle, so that they share what they import: the state of
 * modules, and classes, which `instanceof` compares. Each path is evaluated when it is imported for the first time.
 *
 * @throws UserError for sources that do not compile and imports that nothing provides.
 */
export async function bundleSourceLayer(
  context: BuildContext,
  { exports, hasSubpaths }: SourcePackage,
  packages: readonly LayerPackage[],
): Promise<Bundle> {
  const request = { packages, purpose: "source layer" } as const;
  if (!hasSubpaths) {
    const [bundle] = await bundleEntries(context, { ...request, entries: [...exports.values()] });
    return bundle as Bundle;
  }
  const lines = [...exports].map(([path, file]) => {
    const shown = `./${context.shown(file)}`;
    return `exports[${JSON.stringify(path)}] = () => require(${JSON.stringify(shown)});`;
  });
  return bundleText(context, { ...request, text: lines.join("\n") });
}

/** The files of the layer's package, by their paths in it. */
export function sourceLayerFiles(
  { name, exports, hasSubpaths }: SourcePackage,
  code: Uint8Array,
): readonly ZipFile[] {
  const manifest = { name, ...(exports.has(".") && { main: "index.js" }), type: "commonjs" };
  if (!hasSubpaths) return [{ path: "index.js", bytes: code }, jsonFile(manifest)];
  const paths = [...exports.keys()];
  const targets = Object.fromEntries(paths.map((path) => [path, `./${moduleOf(path)}`]));
  return [
    { path: BUNDLE, bytes: code },
    ...paths.map((path) => ({ path: moduleOf(path), bytes: Buffer.from(moduleText(path)) })),
    jsonFile({ ...manifest, exports: targets }),
  ];
}

const BUNDLE = "bundle.js";

function jsonFile(manifest: object): ZipFile {
  return { path: "package.json", bytes: Buffer.from(`${JSON.stringify(manifest)}\n`) };
}

/** In a folder of their own, where no name can be that of the bundle. */
function moduleOf(path: string): string {
  return path === "." ? "index.js" : `exports/${path.slice("./".length)}.js`;
}

/** Of an ES module `require` in a bundle gives what CommonJS consumers know by its `__esModule`. */
function moduleText(path: string): string {
  const up = "../".repeat(moduleOf(path).split("/").length - 1) || "./";
  return `module.exports=require(${JSON.stringify(up + BUNDLE)})[${JSON.stringify(path)}]();\n`;
}
