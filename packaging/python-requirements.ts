import { UserError } from "../reporting/user-error.ts";
import { type MarkerEnvironment, markerHolds } from "./python-marker.ts";

/** A package that a line of `requirements.txt` names for the target. */
export interface Requirement {
  /** As it is written. */
  readonly name: string;
  readonly extras: readonly string[];
  /** Undefined where nothing pins it with `==`. */
  readonly version: string | undefined;
  /** The line for pip, without the marker, which holds. */
  readonly text: string;
  /** Where it begins, counted from one. */
  readonly line: number;
}

export interface Requirements {
  readonly packages: readonly Requirement[];
  /** Lines that set an option: `--extra-index-url …`. */
  readonly options: readonly string[];
}

const PACKAGE = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/;
const PIN = /^\(?\s*={2,3}\s*([^\s,;*()]+)\s*\)?$/;
const OTHER_FILES = /^(-r|-c|-e|--requirement|--constraint|--editable)\b/;

/**
 * Reads a `requirements.txt` ("Requirements File Format" in the pip documentation) for one target: lines whose marker does
 * not hold there are left out. `at` is the file as messages name it.
 *
 * @throws UserError with file and line for what leads to other files and for a marker that is none.
 */
export function parseRequirements(text: string, at: string, environment: MarkerEnvironment): Requirements {
  const packages: Requirement[] = [];
  const options: string[] = [];
  for (const { line, text: logical } of logicalLines(text)) {
    if (OTHER_FILES.test(logical)) throw otherFile(`${at}:${line}`, logical);
    if (logical.startsWith("-")) {
      options.push(logical);
      continue;
    }
    const requirement = parseRequirement(logical, `${at}:${line}`, line, environment);
    if (requirement !== undefined) packages.push(requirement);
  }
  return { packages, options };
}

/** The name by which packages are told apart: `Foo.Bar_baz` and `foo-bar-baz` are one. */
export function normalizedName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/** Lines that end in a backslash go on in the next one; comments and empty lines do not count. */
function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let begun: LogicalLine | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const own = raw.replace(/(^|\s)#.*$/, "");
    const { line, text: before } = begun ?? { line: index + 1, text: "" };
    const goesOn = own.endsWith("\\");
    begun = { line, text: before + (goesOn ? own.slice(0, -1) : own) };
    if (goesOn) continue;
    lines.push({ line, text: begun.text.trim() });
    begun = undefined;
  }
  if (begun !== undefined) lines.push({ ...begun, text: begun.text.trim() });
  return lines.filter((one) => one.text !== "");
}

function parseRequirement(
  logical: string,
  at: string,
  line: number,
  environment: MarkerEnvironment,
): Requirement | undefined {
  const [, specified = "", perLine = ""] = /^(.*?)((?:\s+--.*)?)$/.exec(logical) ?? [];
  const [, name = specified, extras = "", rest = ""] = PACKAGE.exec(specified) ?? [];
  const [version = "", ...marker] = rest.startsWith("@") ? [rest] : rest.split(";");
  if (marker.length > 0 && !holds(marker.join(";"), at, environment)) return undefined;
  const bracketed = extras === "" ? "" : `[${extras}]`;
  return {
    name,
    extras: extras.split(",").flatMap((extra) => extra.trim() || []),
    version: PIN.exec(version.trim())?.[1],
    text: `${name}${bracketed}${rest.startsWith("@") ? " " : ""}${version.trim()}${perLine}`,
    line,
  };
}

function holds(marker: string, at: string, environment: MarkerEnvironment): boolean {
  try {
    return markerHolds(marker, environment);
  } catch {
    throw new UserError({
      at,
      expected: 'a marker such as python_version < "3.14" after the ;',
      found: marker.trim(),
      advice: "Correct the line.",
    });
  }
}

function otherFile(at: string, found: string): UserError {
  return new UserError({
    at,
    expected: "packages that are pinned with ==, in this one file",
    found,
    advice: "Write all of them into it: `pip-compile` does.",
  });
}
