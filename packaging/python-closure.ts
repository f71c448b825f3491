import { type MarkerEnvironment, markerHolds } from "./python-marker.ts";
import { normalizedName, type Requirement } from "./python-requirements.ts";
import type { Distribution } from "./python-wheel.ts";

/** A package that is needed but not there. */
export interface MissingPackage {
  readonly name: string;
  /** `requests 2.32.3`. */
  readonly neededBy: string;
}

/** What installed packages need on the target that is not installed, with the extras that are asked for; sorted by name. */
export function missingPackages(
  distributions: readonly Distribution[],
  requirements: readonly Requirement[],
  environment: MarkerEnvironment,
): readonly MissingPackage[] {
  const installed = new Map(distributions.map((one) => [normalizedName(one.name), one]));
  const missing = new Map<string, MissingPackage>();
  const asked = new Set<string>();
  const ask = (name: string, extras: readonly string[], neededBy: string): void => {
    const key = normalizedName(name);
    const distribution = installed.get(key);
    if (distribution === undefined) {
      if (!missing.has(key)) missing.set(key, { name, neededBy });
      return;
    }
    for (const extra of ["", ...extras.map(normalizedName)]) {
      if (asked.has(`${key}[${extra}]`)) continue;
      asked.add(`${key}[${extra}]`);
      for (const need of needsOf(distribution, extra, environment)) {
        ask(need.name, need.extras, `${distribution.name} ${distribution.version}`);
      }
    }
  };
  for (const { name, extras } of requirements) ask(name, extras, "requirements.txt");
  return [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

interface Need {
  readonly name: string;
  readonly extras: readonly string[];
}

/** `Requires-Dist: httpx[http2] (>=0.27) ; extra == "http"`. */
function needsOf({ requires }: Distribution, extra: string, environment: MarkerEnvironment): readonly Need[] {
  return requires.flatMap((line) => {
    const [specified = "", marker] = line.split(";");
    const [, name, extras = ""] = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?/.exec(specified) ?? [];
    if (name === undefined || !isNeeded(marker, extra, environment)) return [];
    return { name, extras: extras.split(",").flatMap((one) => one.trim() || []) };
  });
}

function isNeeded(marker: string | undefined, extra: string, environment: MarkerEnvironment): boolean {
  if (marker === undefined) return extra === "";
  try {
    // Names of extras are written in several ways that mean the same.
    const written = marker.replaceAll(
      /(extra\s*==\s*)(["'])([^"']*)\2/g,
      (_, before, quote, name) => `${before}${quote}${normalizedName(name)}${quote}`,
    );
    return markerHolds(written, { ...environment, extra });
  } catch {
    return false; // older packages have markers that nothing reads
  }
}
