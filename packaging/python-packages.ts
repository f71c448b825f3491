import type { BuildContext } from "./build-context.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import { deflateAhead, rememberDeflated } from "./deflated.ts";
import { NOTHING_TRACED, type PackedSet } from "./packed-function.ts";
import { downloadWheels } from "./pip-download.ts";
import { pipError } from "./pip-error.ts";
import { mergedFiles, type OwnersByFolder } from "./python-files.ts";
import { refuseUnpinned } from "./python-pins.ts";
import { parseRequirements, type Requirements } from "./python-requirements.ts";
import { markerEnvironment, type PythonTarget } from "./python-target.ts";
import { type Distribution, packageOf, readWheel } from "./python-wheel.ts";
import { sha256 } from "./sha256.ts";
import { readZip } from "./unzip.ts";
import { zipFiles } from "./zip.ts";
import type { ZipFile } from "./zip-file.ts";

/** The packages of a `requirements.txt`. */
export interface PythonPackages extends PackedSet {
  /** All their files, the same for every function that has them: each is deflated once. */
  readonly files: readonly ZipFile[];
  /** Which of them have something below a name at the root. */
  readonly owners: OwnersByFolder;
}

export interface PythonInstall {
  readonly requirementsTxt: Uint8Array;
  /** The absolute folder that has it. */
  readonly folder: string;
  /** The file as messages name it. */
  readonly at: string;
  readonly target: PythonTarget;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * The packages that a `requirements.txt` names, for one target: those of the cache, or else downloaded by pip as wheels and
 * unpacked. The same file gives the same bytes on every machine, whatever its Python, pip and system.
 *
 * @throws UserError for what is not pinned, what leads to other files, and in pip's words when it cannot download.
 */
export async function pythonPackages(context: BuildContext, install: PythonInstall): Promise<PythonPackages> {
  const { requirementsTxt, target } = install;
  const key = sha256(JSON.stringify(["python-packages", BUILDER_VERSION, target, sha256(requirementsTxt)]));
  const known = context.cache.recallSet<OwnersByFolder>(key);
  if (known !== undefined) {
    const { code, codeSha256, packages, details } = known;
    return {
      key,
      codeSha256,
      packages,
      files: readZip(code, { whenDeflated: rememberDeflated }),
      owners: details,
    };
  }
  const distributions = await installed(install);
  const { files, owners, told } = mergedFiles(distributions);
  for (const line of told) context.report(`${install.at}: ${line}`);
  const packages = distributions.map(packageOf);
  await Promise.all(files.map(({ bytes }) => deflateAhead(bytes)));
  const code = zipFiles(files);
  const codeSha256 = sha256(code);
  const record = { trace: NOTHING_TRACED, codeSha256, packages, warnings: [], details: owners };
  context.cache.rememberSet(key, record, code);
  return { key, codeSha256, packages, files, owners };
}

/** Sorted by name. */
async function installed(install: PythonInstall): Promise<readonly Distribution[]> {
  const { at, target } = install;
  const environment = markerEnvironment(target);
  const text = Buffer.from(install.requirementsTxt).toString("utf8");
  const requirements = parseRequirements(text, at, environment);
  const versions = (): Promise<ReadonlyMap<string, string>> => versionsWithNeeds(install, requirements);
  await refuseUnpinned({ requirements, at, environment, versions });
  if (requirements.packages.length === 0) return []; // pip need not even be there
  const { folder, env, signal } = install;
  const answer = await downloadWheels({
    requirements,
    target,
    folder,
    withNeeds: false,
    env,
    ...(signal && { signal }),
  });
  if (answer.code !== 0) throw pipError({ end: answer, requirements, target, at });
  const distributions = answer.wheels.map(({ name, bytes }) => readWheel(bytes, name, at));
  await refuseUnpinned({ requirements, at, environment, versions, distributions });
  return [...distributions].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The versions that pip would choose, for advice; none where it cannot tell. */
async function versionsWithNeeds(
  { target, folder, env, signal }: PythonInstall,
  requirements: Requirements,
): Promise<ReadonlyMap<string, string>> {
  const download = { requirements, target, folder, withNeeds: true, env, ...(signal && { signal }) };
  const { wheels } = await downloadWheels(download);
  return new Map(wheels.map(({ name }) => name.split("-") as [string, string]));
}
