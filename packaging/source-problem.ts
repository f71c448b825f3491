import type { Message, Note } from "esbuild";
import { codeFrame } from "../reporting/code-frame.ts";
import { printable } from "../reporting/printable.ts";
import type { AskedArtifact, BuildProblem } from "./build-problem.ts";
import type { BundlePurpose } from "./bundle-error.ts";
import { placeText, sourcePlace } from "./source-place.ts";

/** What esbuild was told to bundle. */
export interface BundledSources {
  /** Absolute. */
  readonly projectRoot: string;
  readonly purpose: BundlePurpose;
}

const FRAME_INDENT = "    ";

/** An error of esbuild in the words of Terraloom, with the line in which it is. */
export function sourceProblem(
  { location, text, notes }: Message,
  { projectRoot, purpose }: BundledSources,
  breaks: readonly AskedArtifact[],
): BuildProblem {
  const place = location === null ? undefined : sourcePlace(location);
  const helpful = notes.filter((note) => !/^You can mark the path /.test(note.text));
  // esbuild names files that it cannot read by their absolute paths.
  const said = (words: string) => printable(words.replaceAll(`${projectRoot}/`, ""));
  const details = [
    ...(place === undefined ? [] : framed(codeFrame(place))),
    ...helpful.flatMap((note) => noteLines(note, said)),
  ];
  const common = {
    ...(place && { place: { file: place.file, line: place.line, column: place.column } }),
    breaks,
  };
  const parts = { ...(place && { at: placeText(place) }), ...(details.length > 0 && { details }) };
  const missing = helpful.length > 0 ? undefined : /^Could not resolve "([^"./#][^"]*)"$/.exec(text)?.[1];
  if (missing === undefined) {
    const found = said(text);
    return {
      ...common,
      brief: found,
      parts: {
        ...parts,
        expected: "code that compiles",
        found: `this error: ${found}`,
        advice: "Correct it and build again.",
      },
    };
  }
  const user = purpose === "handler" ? "function" : "layer";
  const name = packageOf(missing);
  return {
    ...common,
    missingPackage: name,
    parts: {
      ...parts,
      expected: `"${said(missing)}" from a layer of the ${user} or a package that can be bundled`,
      found: "neither",
      advice: `Add a layer that provides it to the ${user}, or install it: npm install ${said(name)}`,
    },
  };
}

function noteLines({ location, text }: Note, said: (words: string) => string): readonly string[] {
  if (location === null) return [`  ${said(text)}`];
  const place = sourcePlace(location);
  return [`  ${placeText(place)}: ${said(text)}`, ...framed(codeFrame(place))];
}

function framed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${FRAME_INDENT}${line}`);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
