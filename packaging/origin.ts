import type { Artifact } from "./artifact.ts";

/** What an artifact was made from, without where its zip lies on this machine. */
export type Origin = Omit<Artifact, "zipPath" | "mapPath">;

/** The cache's entry for the origins of a zip, by its digest in base64, and the key that its record bears. */
export function originEntry(sha256: string): { readonly name: string; readonly key: string } {
  const key = Buffer.from(sha256, "base64").toString("hex");
  return { name: `${key}.origin`, key };
}
