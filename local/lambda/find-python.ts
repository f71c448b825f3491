import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The Python of this machine. */
export interface Python {
  /** Absolute. */
  readonly executable: string;
  /** `3.11`. */
  readonly version: string;
  /** What machine code in packages is made for: `cpython-311 linux-x86_64 cpython-311-x86_64-linux-gnu`. */
  readonly platform: string;
  /** The folders that it has packages in. */
  readonly sitePackages: readonly string[];
}

/** Any version can run it, also one that is too old. */
const PROBE = `
import json, site, sys, sysconfig
facts = {"version": "%d.%d" % sys.version_info[:2], "isKnown": sys.version_info >= (3, 9)}
if facts["isKnown"]:
    platform = [sys.implementation.cache_tag, sysconfig.get_platform(), sysconfig.get_config_var("SOABI") or ""]
    facts["executable"] = sys.executable
    facts["platform"] = " ".join(platform)
    facts["sitePackages"] = site.getsitepackages() + ([site.getusersitepackages()] if site.ENABLE_USER_SITE else [])
print(json.dumps(facts))
`;

/**
 * Asks `python3` of `PATH`, or what `TERRALOOM_PYTHON` names, for what it is.
 *
 * @throws Error whose message reads after "but found", when it does not start or is too old
 */
export async function findPython(env: NodeJS.ProcessEnv): Promise<Python> {
  const command = env.TERRALOOM_PYTHON || "python3";
  const { stdout } = await promisify(execFile)(command, ["-c", PROBE], { env, windowsHide: true }).catch(
    ({ stderr, message }: { readonly stderr?: string; readonly message: string }) => {
      throw new Error(`that ${command} does not start: ${stderr?.trim().split("\n").at(-1) || message}`);
    },
  );
  const { isKnown, ...python } = JSON.parse(stdout) as Python & { readonly isKnown: boolean };
  if (!isKnown) throw new Error(`Python ${python.version}`);
  return python;
}
