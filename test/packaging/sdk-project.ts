import { execFile } from "node:child_process";
import { readdirSync, symlinkSync } from "node:fs";
import { devNull } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

/** A bundle and the packages whose code is in it. */
export interface SdkBundle {
  readonly path: string;
  readonly sizeBytes: number;
  /** Sorted, those for credentials and tokens only. */
  readonly credentialPackages: readonly string[];
}

/** What the handler of a bundle answered, or the error that it threw. */
export type Answer = { readonly result: unknown } | { readonly error: string };

/** A project in which the AWS SDK of this repository is installed, and `packages`, each as its one file. */
export function sdkProject(packages: Readonly<Record<string, string>>): TemporaryProject {
  const files = Object.entries(packages).flatMap(([name, text]) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, module: "index.mjs", sideEffects: false })],
    [`node_modules/${name}/index.mjs`, text],
  ]);
  const project = temporaryProject({ "node_modules/@aws-sdk/.keep": "", ...Object.fromEntries(files) });
  const installed = fileURLToPath(new URL("../../node_modules/@aws-sdk/", import.meta.url));
  for (const name of readdirSync(installed)) {
    symlinkSync(`${installed}${name}`, project.path("node_modules", "@aws-sdk", name), "dir");
  }
  return project;
}

/** Bundles `handler` as functions are bundled. */
export async function bundleSdkHandler(
  project: TemporaryProject,
  handler: string,
  plugins: readonly Plugin[],
  mainFields: readonly string[] = ["module", "main"],
): Promise<SdkBundle> {
  const path = project.path(`${crypto.randomUUID()}.js`);
  const { metafile, outputFiles } = await build({
    stdin: { contents: handler, resolveDir: project.root },
    absWorkingDir: project.root,
    outfile: path,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    mainFields: [...mainFields],
    minify: true,
    metafile: true,
    write: false,
    plugins: [...plugins],
  });
  const [code] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (code === undefined || output === undefined) throw new Error("esbuild gave no bundle.");
  project.write(path.slice(project.root.length), code.text);
  const inside = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    path,
    sizeBytes: code.contents.length,
    credentialPackages: credentialPackages(inside.map(([input]) => input)),
  };
}

function credentialPackages(inputs: readonly string[]): readonly string[] {
  const packages = inputs.map(
    (input) => /^(?!lambda-).*node_modules\/(@[^/]+\/[^/]+)\//.exec(input)?.[1] ?? "",
  );
  const names = new Set(packages.filter((name) => /credential|nested-clients|token-providers/.test(name)));
  return [...names].sort();
}

/** Calls the handler of a bundle in a process that has no variables but these. */
export async function callBundle(path: string, env: Readonly<Record<string, string>>): Promise<Answer> {
  const script = `
    const print = (answer) => process.stdout.write(JSON.stringify(answer));
    require(${JSON.stringify(path)}).handler().then(
      (result) => print({ result }),
      (error) => print({ error: error.name + ": " + error.message }),
    );`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], {
    env: {
      AWS_REGION: "eu-west-1",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      ...env,
    },
  });
  return JSON.parse(stdout);
}
