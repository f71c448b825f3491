import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import { filesOfPackages, type LockedPackages, neededPackages } from "./locked-packages.ts";
import { type NpmEnd, runNpm } from "./npm-command.ts";
import type { NpmTarget } from "./npm-target.ts";
import { isProgram } from "./program-file.ts";
import { prunePackages } from "./prune-packages.ts";
import type { ZipFile } from "./zip-file.ts";

export interface NpmInstall {
  readonly packageJson: Uint8Array;
  readonly packageLock: Uint8Array;
  readonly target: NpmTarget;
  /** The layer as messages name it: `layers/sharp`. */
  readonly shown: string;
  /** The absolute path of an `.npmrc` for registry and credentials, if there is one. */
  readonly npmrc?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Installs what a lockfile names for a machine that need not be this one, without running any script, and prunes it.
 * The paths start with `nodejs/`, as in a layer, and the two npm files are among them. The release of npm, its settings and
 * the umask make no difference.
 *
 * @throws UserError in npm's own words when it cannot install, or when there is no npm.
 */
export async function installPackages(install: NpmInstall): Promise<readonly ZipFile[]> {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-npm-"));
  try {
    writeFileSync(join(folder, "package.json"), install.packageJson);
    writeFileSync(join(folder, "package-lock.json"), install.packageLock);
    if (install.npmrc !== undefined) copyFileSync(install.npmrc, join(folder, ".npmrc"));
    const end = await runNpm(folder, npmArguments(install.target), install.env, install.signal);
    if (end.code !== 0) throw installError(end, install.shown);
    const { packages: locked } = JSON.parse(
      Buffer.from(install.packageLock).toString("utf8"),
    ) as LockfileText;
    const installed = filesOfPackages(readPackages(folder), neededPackages(locked, install.target), locked);
    const packages = prunePackages(installed, install.target);
    return [
      { path: "nodejs/package.json", bytes: install.packageJson },
      { path: "nodejs/package-lock.json", bytes: install.packageLock },
      ...packages.map((file) => ({ ...file, path: `nodejs/${file.path}` })),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface LockfileText {
  readonly packages: LockedPackages;
}

function npmArguments({ os, cpu, libc }: NpmTarget): readonly string[] {
  return [
    "ci",
    "--omit=dev",
    "--include=optional",
    "--ignore-scripts",
    "--bin-links=false",
    "--install-strategy=hoisted", // a user's .npmrc may say otherwise
    "--install-links=false",
    "--audit=false",
    "--fund=false",
    "--update-notifier=false",
    "--json", // errors as data
    `--os=${os}`,
    `--cpu=${cpu}`,
    ...(libc === undefined ? [] : [`--libc=${libc}`]),
  ];
}

function readPackages(folder: string): readonly ZipFile[] {
  const root = join(folder, "node_modules");
  if (!existsSync(root)) return []; // a lockfile without packages
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const absolute = join(entry.parentPath, entry.name);
      const path = relative(folder, absolute).split(sep).join("/");
      const bytes = readFileSync(absolute);
      return { path, bytes, executable: isProgram({ path, bytes }) };
    });
}

function installError(end: NpmEnd, shown: string): UserError {
  if (end.code === undefined) {
    return new UserError({
      at: shown,
      expected: "npm, to install the packages of the layer",
      found: `that it does not start: ${end.stderr}`,
      advice: "Install npm 10 or later, or add it to PATH.",
    });
  }
  const { code, summary } = npmError(end);
  return new UserError({
    at: shown,
    expected: '"npm ci" to install the packages of the layer',
    found: `its error: ${summary.replace(/\.$/, "")}`,
    advice:
      code === "EUSAGE"
        ? `Run "npm install --package-lock-only" in ${shown} and commit the lockfile.`
        : `Run "npm ci" in ${shown} to see all of it.`,
  });
}

/** The line of npm's error that names the cause; what it prints around it is its manual. */
function npmError({ stdout, stderr }: NpmEnd): { readonly code?: string; readonly summary: string } {
  const json = /\{\s*"error":[\s\S]*\}/.exec(stdout)?.[0] ?? /\{\s*"error":[\s\S]*\}/.exec(stderr)?.[0];
  if (json !== undefined) {
    const { error } = JSON.parse(json) as { error: { code?: string; summary?: string } };
    const lines = (error.summary ?? "").split("\n").filter((line) => line !== "");
    const summary = lines.find((line) => /^(Missing|Invalid): /.test(line)) ?? lines[0] ?? error.code;
    if (summary) return { ...(error.code && { code: error.code }), summary };
  }
  const last = stderr
    .split("\n")
    .findLast((line) => line.startsWith("npm error ") && !/complete log/.test(line));
  return { summary: last?.slice("npm error ".length) ?? "no message" };
}
