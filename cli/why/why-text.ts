import { printable } from "../../reporting/printable.ts";
import type { ArtifactChange } from "../../review/code/artifact-change.ts";
import { codeLines } from "../../review/code/code-lines.ts";
import { plainText } from "../../review/page/plain-text.ts";
import type { WantedChange } from "./wanted-changes.ts";

/** A title that says what became of the bytes, and below it what made them others. */
export function whyText({ title, since, change }: WantedChange): string {
  const lines = codeLines(change).map((line) => `  ${printable(plainText(line))}\n`);
  return `${printable(`${title} ${verdict(change)} ${since}`)}\n${lines.join("")}`;
}

function verdict({ before, after, sameBytes }: ArtifactChange): string {
  if (sameBytes) return "has the same bytes as in";
  if (before === undefined) return "is new since";
  return after === undefined ? "is gone since" : "has other bytes than in";
}
