import type { BuildFailure, Message } from "esbuild";
import { UserError } from "../reporting/user-error.ts";

/** What a bundle is for, as an error message names it. */
export type BundlePurpose = "handler" | "source layer";

/** Whether esbuild refused the sources, unlike a failure of esbuild itself. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

/** The first of esbuild's errors by place, in the words of Terraloom. */
export function bundleError(errors: readonly Message[], purpose: BundlePurpose): UserError {
  const sorted = [...errors].sort(byPlace);
  const first = sorted[0];
  if (first === undefined) throw new Error("esbuild failed without an error.");
  const place = messagePlace(first);
  const at = place === undefined ? {} : { at: place };
  const unresolved = /^Could not resolve "([^"./][^"]*)"$/.exec(first.text)?.[1];
  if (unresolved !== undefined) {
    const user = purpose === "handler" ? "function" : "layer";
    return new UserError({
      ...at,
      expected: `"${unresolved}" from a layer of the ${user} or a package that can be bundled`,
      found: "neither",
      advice: `Add a layer that provides it to the ${user}, or install it: npm install ${packageOf(unresolved)}`,
    });
  }
  const others = sorted.length - 1;
  const more = others === 0 ? "" : ` (and ${others} more ${others === 1 ? "error" : "errors"})`;
  return new UserError({
    ...at,
    expected: `a ${purpose} that compiles`,
    found: `this error: ${first.text}${more}`,
    advice: "Correct it and build again.",
  });
}

/** `file:line:column` of a message, counted from one as editors do; undefined when it has no place. */
export function messagePlace({ location }: Message): string | undefined {
  return location === null ? undefined : `${location.file}:${location.line}:${location.column + 1}`;
}

function byPlace(a: Message, b: Message): number {
  const [left, right] = [a.location, b.location];
  if (left === null || right === null) return Number(right === null) - Number(left === null);
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
