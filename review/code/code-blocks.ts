import type { Block, Inline } from "../page/document.ts";
import type { ArtifactChange, InputChange, OptionChange, PackageChange } from "./artifact-change.ts";

/** So many files or packages are named; of the rest the number is said. */
const MAX_NAMED = 20;

/** Which inputs, packages, layers and options make the bytes of an artifact others; nothing where the bytes are the same. */
export function codeBlocks(change: ArtifactChange): readonly Block[] {
  const { before, after, inputs, packages, layers, options, sameBytes } = change;
  if (sameBytes || after === undefined) return [];
  const size: Inline =
    before === undefined
      ? [`zip of ${after.sizeBytes} bytes`]
      : [`zip: ${before.sizeBytes} → ${after.sizeBytes} bytes`];
  const causes: readonly Inline[] = [
    ...named(inputs.map(inputLine), "file"),
    ...named(packages.map(packageLine), "package"),
    ...layers.added.map((layer): Inline => ["layer ", { code: layer }, " added"]),
    ...layers.removed.map((layer): Inline => ["layer ", { code: layer }, " removed"]),
    ...layers.changed.map((layer): Inline => ["layer ", { code: layer }, " has a new version"]),
    ...options.map(optionLine),
  ];
  const isRebuilt = before !== undefined && inputs.length === 0 && packages.length === 0;
  return [
    {
      kind: "list",
      items: [size, ...(isRebuilt ? [[{ strong: "The same code, rebuilt." }] as const] : []), ...causes],
    },
  ];
}

function inputLine({ path, beforeBytes, afterBytes }: InputChange): Inline {
  if (beforeBytes === undefined) return [{ code: path }, ` added (${afterBytes} bytes)`];
  if (afterBytes === undefined) return [{ code: path }, " removed"];
  return [{ code: path }, ` changed (${beforeBytes} → ${afterBytes} bytes)`];
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
  return more <= 0
    ? lines
    : [...lines.slice(0, MAX_NAMED), [`and ${more} more ${noun}${more === 1 ? "" : "s"}`]];
}
