import { UserError } from "../reporting/user-error.ts";
import { missingPackages } from "./python-closure.ts";
import type { MarkerEnvironment } from "./python-marker.ts";
import { normalizedName, type Requirements } from "./python-requirements.ts";
import type { Distribution } from "./python-wheel.ts";

export interface PinnedInstall {
  readonly requirements: Requirements;
  /** What was installed, if anything was. */
  readonly distributions?: readonly Distribution[];
  readonly at: string;
  readonly environment: MarkerEnvironment;
  /** The versions that pip would choose, by names in any spelling; asked for only to give advice. */
  readonly versions: () => Promise<ReadonlyMap<string, string>>;
}

/**
 * Refuses a `requirements.txt` that leaves versions to the day of the install: lines without `==`, and packages that others
 * need but no line names.
 *
 * @throws UserError for the first one, with its version where pip can tell it.
 */
export async function refuseUnpinned(install: PinnedInstall): Promise<void> {
  const { requirements, distributions, at, environment, versions } = install;
  const unpinned = requirements.packages.find(({ version }) => version === undefined);
  const missing = distributions && missingPackages(distributions, requirements.packages, environment)[0];
  const name = unpinned?.name ?? missing?.name;
  if (name === undefined) return;
  const chosen = [...(await versions())].find(([other]) => normalizedName(other) === normalizedName(name));
  const version = chosen?.[1];
  const reason = missing === undefined ? "" : `, which ${missing.neededBy} needs,`;
  throw new UserError({
    at: unpinned === undefined ? at : `${at}:${unpinned.line}`,
    expected: "every package to be pinned with ==",
    found: `${name}${version === undefined ? "" : ` ${version}`}${reason} without a pin`,
    advice: `${version === undefined ? "Pin it" : `Add ${name}==${version}`}, or write the file with \`pip-compile\`.`,
  });
}
