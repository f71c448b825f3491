import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Requirements } from "./python-requirements.ts";
import { type PythonTarget, pipTarget } from "./python-target.ts";
import { type ProcessEnd, runProcess } from "./run-process.ts";

export interface PipDownload {
  readonly requirements: Requirements;
  readonly target: PythonTarget;
  /** The absolute folder of `requirements.txt`, from which paths in its options count. */
  readonly folder: string;
  /** Whether what the packages need is downloaded too, as far as pip sees it. */
  readonly withNeeds: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** What pip has downloaded, or how it failed. */
export interface PipAnswer extends ProcessEnd {
  /** By the names of their files, sorted. */
  readonly wheels: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/** On Windows `python3` is a link to a shop. */
export const PYTHON = process.platform === "win32" ? "python" : "python3";

/**
 * Settings from the user's shell or configuration that would change which packages are downloaded or where to. Indexes,
 * proxies, certificates, credentials and the cache stay.
 */
const DROPPED_SETTINGS =
  /^PIP_(ABI|CONSTRAINT|DEST|DRY_RUN|EDITABLE|IMPLEMENTATION|NO_BINARY|NO_DEPS|ONLY_BINARY|PLATFORM|PRE|PREFER_BINARY|PREFIX|PYTHON|PYTHON_VERSION|REQUIREMENT|REQUIRE_HASHES|ROOT|SRC|TARGET|UPGRADE|USER)$/i;
const SETTINGS = {
  PIP_DISABLE_PIP_VERSION_CHECK: "1",
  PIP_NO_INPUT: "1", // nobody would see the question
  PIP_REQUIRE_VIRTUALENV: "0", // nothing is installed
};

/** Has pip download the wheels of all requirements for a machine that need not be this one; no code of theirs is run. */
export async function downloadWheels(download: PipDownload): Promise<PipAnswer> {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-pip-"));
  try {
    writeFileSync(join(folder, "requirements.txt"), requirementsText(download));
    const args = [
      "-m",
      "pip",
      "download",
      "--progress-bar=off",
      "--dest=wheels",
      ...pipTarget(download.target),
    ];
    const end = await runProcess({
      command: PYTHON,
      args: [...args, ...(download.withNeeds ? [] : ["--no-deps"]), "--requirement=requirements.txt"],
      folder, // not that of the function: Python would import its modules in place of those of pip
      env: pipEnvironment(download.env),
      ...(download.signal && { signal: download.signal }),
    });
    return { ...end, wheels: end.code === 0 ? readWheels(join(folder, "wheels")) : [] };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function requirementsText({ requirements, folder }: PipDownload): string {
  const options = requirements.options.map((option) =>
    option.replace(/^(--find-links|-f)[ =]\s*(.*)$/, (whole, name, path) =>
      existsSync(resolve(folder, path)) ? `${name} ${quoted(resolve(folder, path))}` : whole,
    ),
  );
  return [...options, ...requirements.packages.map(({ text }) => text)].map((line) => `${line}\n`).join("");
}

/** pip reads options as a shell does. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

function pipEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !DROPPED_SETTINGS.test(name));
  return { ...Object.fromEntries(kept), ...SETTINGS };
}

function readWheels(folder: string): PipAnswer["wheels"] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".whl"));
  return names.sort().map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
