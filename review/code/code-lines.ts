import { counted } from "../../reporting/counted.ts";
import type { Inline } from "../page/document.ts";
import type { ArtifactChange, InputChange, OptionChange, PackageChange } from "./artifact-change.ts";

/** So many files or packages are named; of the rest the number is said. */
const MAX_NAMED = 20;

/** What makes the bytes of an artifact others, a line each: files, packages, layers, options; nothing where the bytes are the same. */
export function codeLines({
  before,
  inputs,
  packages,
  layers,
  options,
  sameBytes,
}: ArtifactChange): readonly Inline[] {
  if (sameBytes) return [];
  const layerChanges = [...layers.added, ...layers.removed, ...layers.changed];
  const causes = [
    ...inputs,
    ...packages,
    ...layerChanges,
    ...options.filter(({ name }) => !/^(?:builder|bundler)$/.test(name)),
  ];
  const isRebuilt = before !== undefined && causes.length === 0;
  return [
    ...(isRebuilt ? [[{ strong: "The same code, rebuilt." }] as const] : []),
    ...named(inputs.map(inputLine), "file"),
    ...named(packages.map(packageLine), "package"),
    ...layers.added.map((layer): Inline => ["layer ", { code: layer }, " added"]),
    ...layers.removed.map((layer): Inline => ["layer ", { code: layer }, " removed"]),
    ...layers.changed.map((layer): Inline => ["layer ", { code: layer }, " has a new version"]),
    ...options.map(optionLine),
  ];
}

function inputLine({ path, beforeBytes, afterBytes }: InputChange): Inline {
  if (beforeBytes === undefined) return [{ code: path }, ` added (${afterBytes} bytes)`];
  if (afterBytes === undefined) return [{ code: path }, " removed"];
  return [
    { code: path },
    beforeBytes === afterBytes ? " changed" : ` changed (${beforeBytes} → ${afterBytes} bytes)`,
  ];
}

function packageLine({ name, before, after }: PackageChange): Inline {
  if (before === undefined) return ["package ", { code: name }, ` added (${after})`];
  if (after === undefined) return ["package ", { code: name }, ` removed (${before})`];
  return [
    "package ",
    { code: name },
    before === after ? ` ${after}: other parts of it are used` : `: ${before} → ${after}`,
  ];
}

const optionLine = ({ name, before = "none", after = "none" }: OptionChange): Inline => [
  "build option ",
  { code: name },
  ": ",
  { code: before },
  " → ",
  { code: after },
];

function named(lines: readonly Inline[], noun: string): readonly Inline[] {
  const more = lines.length - MAX_NAMED;
  return more <= 0 ? lines : [...lines.slice(0, MAX_NAMED), [`and ${counted(more, `more ${noun}`)}`]];
}
