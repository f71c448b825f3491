import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { UserError } from "../reporting/user-error.ts";
import { keptFolder } from "./kept-folder.ts";
import { sha256 } from "./sha256.ts";
import type { ZipFile } from "./zip-file.ts";

export interface HostPackages {
  /** The content of `requirements.txt` in the function's zip. */
  readonly requirements: Uint8Array;
  /** Where that lies. */
  readonly folder: string;
  /** The Python that installs and uses them. */
  readonly python: {
    /** Absolute. */
    readonly executable: string;
    /** `3.11`. */
    readonly version: string;
    /** What machine code in packages is made for. */
    readonly platform: string;
  };
  /** Where installed packages are kept; it need not exist. */
  readonly cacheFolder: string;
  /** The function as messages name it. */
  readonly shown: string;
  /** Gets one line when packages are installed, and one when the cache has a damaged copy. */
  readonly report: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Installs the packages of a function for Python for the machine this runs on, once for each `requirements.txt`, and gives
 * the absolute folder that they are importable from. Several processes may do so at the same time.
 *
 * @throws UserError in pip's words when it cannot install, or when there is no pip
 */
export async function pythonPackagesForHost(packages: HostPackages): Promise<string> {
  const { requirements, python, shown, report } = packages;
  const cacheFolder = resolve(packages.cacheFolder);
  const key = sha256(JSON.stringify([sha256(requirements), python.version, python.platform]));
  const kept = { cacheFolder, name: `python-${key}`, shown: "package folder", report };
  return keptFolder(kept, async (folder) => {
    report(`Installing the packages of ${shown} for Python ${python.version} …`);
    await install(packages, cacheFolder, folder);
    return filesIn(folder);
  });
}

/** Settings that would change what is installed or where to. Indexes, proxies, credentials and the cache stay. */
const DROPPED_SETTINGS =
  /^PIP_(ABI|CONSTRAINT|DRY_RUN|EDITABLE|IMPLEMENTATION|NO_BINARY|NO_DEPS|ONLY_BINARY|PLATFORM|PRE|PREFIX|PYTHON|PYTHON_VERSION|REQUIREMENT|REQUIRE_VIRTUALENV|ROOT|TARGET|USER)$/i;

const OPTIONS = [
  "--only-binary=:all:", // no code of a package runs while it is installed
  "--no-compile",
  "--disable-pip-version-check",
  "--no-input",
  "--quiet",
];

async function install(packages: HostPackages, cwd: string, target: string): Promise<void> {
  const { python, folder, shown, signal } = packages;
  const kept = Object.entries(packages.env).filter(([name]) => !DROPPED_SETTINGS.test(name));
  const from = ["--target", target, "--requirement", join(folder, "requirements.txt")];
  const pip = promisify(execFile)(python.executable, ["-m", "pip", "install", ...OPTIONS, ...from], {
    cwd, // not the function's folder, whose modules would stand in for those of pip
    env: Object.fromEntries(kept),
    signal,
    windowsHide: true,
  });
  await pip.catch(({ stderr, message }: { readonly stderr?: string; readonly message: string }) => {
    throw pipError(stderr || message, python.executable, shown);
  });
}

function pipError(output: string, python: string, shown: string): UserError {
  if (/No module named pip\s*$/.test(output)) {
    return new UserError({
      at: shown,
      expected: "pip, to install the packages of the function for this machine",
      found: `that ${python} has none`,
      advice: `Run "${python} -m ensurepip", or install it with the system.`,
    });
  }
  const lines = output.trim().split("\n");
  const line = lines.findLast((text) => text.startsWith("ERROR: ")) ?? lines.at(-1) ?? "";
  return new UserError({
    at: shown,
    expected: '"pip install" to install the packages of the function for this machine',
    found: `its error: ${line.replace(/^ERROR: /, "").replace(/\.$/, "")}`,
    advice:
      "Make sure that pip reaches its index and that each package has a wheel for this machine and its Python, " +
      "or name another Python in TERRALOOM_PYTHON.",
  });
}

/** One after the other, so that not all of them are in memory. */
function* filesIn(folder: string): Generator<ZipFile> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { path: relative(folder, path).split(sep).join("/"), bytes: readFileSync(path) };
  }
}
