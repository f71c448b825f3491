import type { Artifact } from "./artifact.ts";

/** What an artifact was made from, without where its zip lies on this machine. */
export type Origin = Omit<Artifact, "zipPath" | "mapPath">;

/** The cache's entries of origins: a line of JSON for each artifact that one build made, under the digest of these lines. */
export const ORIGINS_SUFFIX = ".origins";
