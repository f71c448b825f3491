import { build, type Metafile } from "esbuild";
import type { BuildContext } from "./build-context.ts";
import { isBuildFailure } from "./bundle-error.ts";
import { LATER_IMPORT, type LayerPackage } from "./layer-externals.ts";
import { packageNameIn } from "./package-name.ts";

/** An import that a bundle leaves to what a layer provides. */
export interface LayerImport {
  /** `sharp`, `@app/kit/storage`. */
  readonly specifier: string;
  /** The first file that has it, relative to the project's root. */
  readonly importer: string;
}

/** A bundle as esbuild describes it. */
interface DescribedBundle {
  readonly metafile: Metafile;
  /** The key of the bundle in the metafile's outputs. */
  readonly output: string;
  /** The paths of its inputs. */
  readonly inputs: readonly string[];
}

/**
 * The imports of layers that are left in a bundle, sorted. Those that may fail are none of them: `require` in a `try`, and
 * `import()` whose failure is handled.
 */
export async function layerImports(
  context: BuildContext,
  packages: readonly LayerPackage[],
  { metafile, output, inputs }: DescribedBundle,
): Promise<readonly LayerImport[]> {
  const provided = new Set(packages.map(({ name }) => name));
  const isProvided = (specifier: string) => provided.has(packageNameIn(specifier) ?? "");
  const left = new Set((metafile.outputs[output]?.imports ?? []).map(({ path }) => path).filter(isProvided));
  if (left.size === 0) return [];
  const found = inputs
    .flatMap((importer) => importsOf(importer, metafile))
    .filter(({ specifier }) => left.has(specifier));
  const doubtful = found.filter(({ isStatement }) => !isStatement);
  const certain = await unguarded(context, doubtful);
  const imports = new Map<string, LayerImport>();
  for (const one of found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    if (!one.isStatement && !certain.has(keyOf(one))) continue;
    const { specifier, importer } = one;
    if (!imports.has(specifier)) imports.set(specifier, { specifier, importer });
  }
  return [...imports.values()];
}

interface FoundImport extends LayerImport {
  /** Whether it is an import statement, which cannot fail without the module that has it. */
  readonly isStatement: boolean;
}

function importsOf(importer: string, { inputs }: Metafile): readonly FoundImport[] {
  if (importer.startsWith(LATER_IMPORT)) return []; // it stands in those who import it
  return (inputs[importer]?.imports ?? []).map(({ path, kind }) => ({
    specifier: path.startsWith(LATER_IMPORT) ? path.slice(LATER_IMPORT.length) : path,
    importer,
    isStatement: kind === "import-statement",
  }));
}

function keyOf({ specifier, importer }: LayerImport): string {
  return `${specifier}\n${importer}`;
}

const NOWHERE = "terraloom-nowhere";

/** Which imports nothing around them expects to fail: esbuild refuses these alone when nothing is there to be found. */
async function unguarded(
  context: BuildContext,
  imports: readonly LayerImport[],
): Promise<ReadonlySet<string>> {
  if (imports.length === 0) return new Set();
  const specifiers = [...new Set(imports.map(({ specifier }) => specifier))];
  try {
    await build({
      absWorkingDir: context.projectRoot,
      entryPoints: [...new Set(imports.map(({ importer }) => `./${importer}`))],
      outdir: "imports",
      bundle: true,
      platform: "node",
      write: false,
      logLevel: "silent",
      logLimit: 0,
      alias: Object.fromEntries(specifiers.map((specifier, index) => [specifier, `${NOWHERE}/${index}`])),
      plugins: [
        {
          name: "all-else-external",
          setup: ({ onResolve }) =>
            onResolve({ filter: /./ }, ({ path, kind }) =>
              kind === "entry-point" || path.startsWith(NOWHERE) || specifiers.includes(path)
                ? undefined
                : { path, external: true },
            ),
        },
      ],
    });
    return new Set();
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return new Set(
      error.errors.flatMap(({ text, location }) => {
        const [, specifier] = /\(originally "(.*)"\)$/.exec(text) ?? [];
        return specifier === undefined ? [] : [keyOf({ specifier, importer: location?.file ?? "" })];
      }),
    );
  }
}
