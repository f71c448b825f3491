import type { ManifestEntry } from "../../packaging/manifest.ts";
import { counted } from "../../reporting/counted.ts";
import { someNames } from "../../reporting/some-names.ts";
import type { DifferentFile } from "./different-files.ts";
import { differingInputs } from "./differing-inputs.ts";
import type { WorkingSnapshot } from "./snapshot.ts";

/** Two builds of what git knows, compared. */
export interface Proof {
  readonly snapshot: Pick<WorkingSnapshot, "name" | "untracked" | "changed">;
  /** All files of the build here, below its output folder. */
  readonly files: readonly string[];
  readonly different: readonly DifferentFile[];
  readonly here: readonly ManifestEntry[];
  readonly there: readonly ManifestEntry[];
}

/** What two builds of the same sources prove: a line, and for each file that differs what is known of the reason. */
export function provenText(proof: Proof): readonly string[] {
  const { snapshot, files, different, here, there } = proof;
  const inputs = differingInputs(here, there);
  const zips = files.filter((file) => file.endsWith(".zip")).length;
  const title =
    different.length === 0
      ? `${snapshot.name}: same bytes in ${counted(files.length, "file")}, ${counted(zips, "zip")} among them`
      : `${snapshot.name}: ${different.length} of ${counted(files.length, "file")} with other bytes`;
  return [
    title,
    ...different.flatMap(({ path, reasons }) => [
      `  ${path}`,
      ...[...(inputs.get(path) ?? []), ...reasons].map((reason) => `    ${reason}`),
    ]),
    ...usedUncommitted(proof),
  ];
}

/** What a clone of the commit would not have. */
function usedUncommitted({ snapshot: { untracked, changed }, here }: Proof): readonly string[] {
  const used = new Set(here.flatMap(({ inputs }) => inputs.map(({ path }) => path)));
  const lines = [
    ["Used by the build, and not known to git", untracked],
    ["Used by the build, with changes that are not committed", changed],
  ] as const;
  return lines.flatMap(([what, paths]) => {
    const found = paths.filter((path) => used.has(path));
    return found.length === 0 ? [] : [`${what}: ${someNames(found)}`];
  });
}
