import { stripVTControlCharacters } from "node:util";
import { UserError } from "../reporting/user-error.ts";
import { PYTHON } from "./pip-download.ts";
import { normalizedName, type Requirements } from "./python-requirements.ts";
import { glibcOf, type PythonTarget } from "./python-target.ts";
import type { ProcessEnd } from "./run-process.ts";

export interface FailedPip {
  readonly end: ProcessEnd;
  readonly requirements: Requirements;
  readonly target: PythonTarget;
  /** `requirements.txt` as messages name it. */
  readonly at: string;
}

/** What kept pip from downloading, in the words of Terraloom where these are known. */
export function pipError({ end, requirements, target, at }: FailedPip): UserError {
  const output = stripVTControlCharacters(end.output);
  const missing = missingPip(end, output);
  if (missing !== undefined) {
    return new UserError({
      at,
      expected: "python3 with pip, to fetch the packages that it names",
      ...missing,
    });
  }
  const reason = reasonIn(output);
  const wanted = /^No matching distribution found for (.+?)(?: \(from .*\))?$/.exec(reason)?.[1];
  // Without an index pip says the same as for a package that does not exist.
  if (/connection broken by|Failed to establish a new connection/.test(output)) {
    return new UserError({
      at,
      expected: "the package index to answer",
      found: "that it cannot be reached",
      advice: "Check the network, the proxy and the settings of pip, and build again.",
    });
  }
  if (wanted !== undefined) return noWheel({ wanted, output, requirements, target, at });
  return new UserError({
    at,
    expected: '"pip download" to fetch the packages that it names',
    found: `its error: ${reason.replace(/\.$/, "")}`,
    advice: `Run "${PYTHON} -m pip download --only-binary=:all: -r requirements.txt" beside it to see all of it.`,
  });
}

/** pip's last error; without one, what was said instead of it. */
function reasonIn(output: string): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== "");
  const error = lines.findLast((line) => line.startsWith("ERROR: "))?.slice("ERROR: ".length);
  return error ?? lines.at(-1) ?? "no message";
}

function missingPip(
  { code }: ProcessEnd,
  output: string,
): { readonly found: string; readonly advice: string } | undefined {
  if (code === undefined) {
    const found = `that ${PYTHON} does not start: ${output}`;
    return { found, advice: "Install Python 3.9 or later with pip, or add it to PATH." };
  }
  if (!/No module named pip$/m.test(output)) return undefined;
  return {
    found: `a ${PYTHON} without pip`,
    advice: `Run "${PYTHON} -m ensurepip", or install it with the system.`,
  };
}

function noWheel({
  wanted,
  output,
  requirements,
  target,
  at,
}: Omit<FailedPip, "end"> & { readonly wanted: string; readonly output: string }): UserError {
  const name = /^[\w.-]+/.exec(wanted)?.[0] ?? wanted;
  const line = requirements.packages.find((one) => normalizedName(one.name) === normalizedName(name))?.line;
  const others = /\(from versions: ([^)]*)\)/.exec(output)?.[1]?.split(", ") ?? [];
  const known = others.filter((version) => version !== "none").slice(-5);
  const machine = `Python ${target.pythonVersion} on Linux ${target.architecture} with glibc ${glibcOf(target)}`;
  return new UserError({
    at: line === undefined ? at : `${at}:${line}`,
    expected: `a wheel of ${wanted} for ${machine}`,
    found: known.length === 0 ? "none" : `wheels of ${known.join(", ")} only`,
    advice:
      "Only wheels are taken, since nothing is compiled here: choose another version, or build and host a wheel.",
  });
}
