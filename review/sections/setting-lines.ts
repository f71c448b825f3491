import { leafChanges, leafWords } from "../changes/leaf-changes.ts";
import { isNoise, noiseOf, settingChanges } from "../changes/noise.ts";
import type { Inline } from "../page/document.ts";
import { codes } from "../page/joined.ts";
import type { HomedChange } from "./reviewed.ts";

/**
 * The settings that a change really changes, a line each, and one for its tags and description.
 *
 * @param leaveOut - attributes, and paths of values in them, that the part of the page tells of in its own way.
 */
export function settingLines(
  { change, view }: HomedChange,
  leaveOut: (path: string) => boolean = () => false,
): readonly Inline[] {
  if (change.action !== "update") return [];
  const configured = new Set(settingChanges(change, view.configured).map(({ name }) => name));
  const lines = leafChanges(change, (name) => leaveOut(name) || isNoise(name) || !configured.has(name))
    .filter(({ path }) => !leaveOut(path))
    .map((leaf) => leafWords(leaf, view.shown));
  const noise = noiseOf(change).filter((name) => !leaveOut(name));
  return noise.length === 0 ? lines : [...lines, ["also ", ...codes(noise)]];
}
