import { settingChanges } from "../changes/noise.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { ArtifactChange } from "../code/artifact-change.ts";
import { artifactOf } from "../code/artifact-of.ts";
import { codeBlocks } from "../code/code-blocks.ts";
import type { Block, Entry, Inline, Section } from "../page/document.ts";
import { actionWords } from "./action-words.ts";
import type { HomedChange } from "./reviewed.ts";
import { settingLines } from "./setting-lines.ts";

/** The attributes that say which code a function runs. */
const CODE =
  /^(?:source_code_hash|filename|s3_bucket|s3_key|s3_object_version|image_uri|source_code_size|code_sha256)$/;

export const changesCode = ({ change, view }: HomedChange): boolean =>
  change.type === "aws_lambda_function" &&
  change.action === "update" &&
  settingChanges(change, view.configured).some(
    ({ name }) => CODE.test(name) && name !== "filename" && name !== "source_code_size",
  );

/** Functions, their code first, then their settings; and their aliases. */
export function codeSection(
  changes: readonly HomedChange[],
  artifacts: readonly ArtifactChange[] | undefined,
): Section {
  const ordered = [...changes.filter(changesCode), ...changes.filter((homed) => !changesCode(homed))];
  return {
    title: "Code",
    noun: ["function", "functions"],
    folded: false,
    weight: 1,
    entries: ordered.map((homed) => entry(homed, artifacts)),
  };
}

function entry(homed: HomedChange, artifacts: readonly ArtifactChange[] | undefined): Entry {
  const { change } = homed;
  const artifact =
    artifacts === undefined ? undefined : artifactOf(artifacts, change.after ?? change.before ?? {});
  const settings = [
    ...layersLine(homed),
    ...settingLines(homed, (name) => CODE.test(name) || name === "layers"),
  ];
  const blocks: readonly Block[] = [
    ...(settings.length === 0 ? [] : [{ kind: "list", items: settings } as const]),
    ...(artifact === undefined || !changesCode(homed) ? [] : codeBlocks(artifact)),
  ];
  return { head: [...resourceName(change), ...headWords(homed, settings.length)], blocks };
}

function headWords(homed: HomedChange, settings: number): Inline {
  const { change, view } = homed;
  if (change.action !== "update") return [`: ${actionWords(change)}`];
  if (!changesCode(homed))
    return [settings === 1 ? ": one setting changes" : `: ${settings} settings change`];
  const size = view.shown(change.before?.source_code_size);
  return [
    ": ",
    { strong: "its code changes" },
    size === undefined || size === "none" ? "" : ` (zip of ${size} bytes before)`,
  ];
}

/** Layers that the plan makes anew, by their addresses; others as what they are. */
function layersLine({ change, view }: HomedChange): readonly Inline[] {
  if (
    change.action !== "update" ||
    !settingChanges(change, view.configured).some(({ name }) => name === "layers")
  )
    return [];
  const references = new Set(view.configured.references(change.address, "layers"));
  const layers = view.changes.filter(
    ({ type, address }) => type === "aws_lambda_layer_version" && references.has(address),
  );
  if (layers.length === 0) return [[{ code: "layers" }, " change"]];
  return layers.map((layer): Inline => ["layer ", ...resourceName(layer), ": another version"]);
}
