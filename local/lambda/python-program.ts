import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onceForEach } from "../../packaging/once-for-each.ts";
import { packageFile } from "../../packaging/package-file.ts";
import { pythonPackagesForHost } from "../../packaging/python-packages-host.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { EnvironmentPrograms, ProgramOptions } from "./environment-program.ts";
import { findPython, type Python } from "./find-python.ts";
import type { LambdaSpec } from "./lambda-spec.ts";

/** Of Python itself: neither packages nor settings of this machine's user, output as it is written, text as UTF-8. */
const OPTIONS = ["-I", "-S", "-u", "-X", "utf8"];

/** No compiler copies it: it lies where the sources lie. */
const BOOTSTRAP = fileURLToPath(packageFile("local/lambda/bootstrap.py"));

/**
 * Programs for functions for Python: this machine's Python, with the packages of the function as they are for this machine.
 * Python is looked for, and packages are installed, when the first function needs them; what failed is tried again.
 */
export function createPythonPrograms({ env, report, signal }: ProgramOptions): EnvironmentPrograms {
  const found = onceForEach<Python>();
  const installed = onceForEach<string>();
  const noted = new Set<string>();

  const packagesOf = ({ name, taskRoot, packageCache }: LambdaSpec, host: Python) => {
    const requirements = requirementsIn(taskRoot);
    if (packageCache === undefined || requirements === undefined) return undefined;
    const install = { requirements, folder: taskRoot, cacheFolder: packageCache, python: host, shown: name };
    return installed(JSON.stringify([packageCache, requirements.toString()]), () =>
      pythonPackagesForHost({ ...install, report, env, signal }),
    );
  };

  return async (spec) => {
    const host = await found("python", () => findPython(env)).catch((error) => {
      throw noPython(spec, error);
    });
    const packages = await packagesOf(spec, host);
    if (!noted.has(spec.name) && versionOf(spec) !== host.version) {
      report(`${spec.name} runs on Python ${host.version} here, in Lambda on ${versionOf(spec)}`);
    }
    noted.add(spec.name);
    const { layerRoots } = spec;
    const paths = {
      layerRoots,
      sitePackages: host.sitePackages,
      ...(packages !== undefined && { packages }),
    };
    return { executable: host.executable, options: OPTIONS, bootstrap: BOOTSTRAP, python: paths };
  };
}

/** Undefined where there is nothing to install. */
function requirementsIn(taskRoot: string): Buffer | undefined {
  const path = join(taskRoot, "requirements.txt");
  const requirements = existsSync(path) ? readFileSync(path) : undefined;
  return requirements !== undefined && /^\s*[^#\s]/m.test(requirements.toString()) ? requirements : undefined;
}

function versionOf({ runtime }: LambdaSpec): string {
  return runtime.replace("python", "");
}

function noPython({ name, runtime }: LambdaSpec, { message }: Error): UserError {
  return new UserError({
    at: name,
    expected: `Python 3.9 or later, to run a function of the runtime ${runtime}`,
    found: message,
    advice: "Install it, or name its program in TERRALOOM_PYTHON.",
  });
}
