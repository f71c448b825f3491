import { readFileSync } from "node:fs";
import { packageFile } from "../../packaging/package-file.ts";

/** The bounds of a number, or of the length of a text or of bytes; both are allowed themselves. */
export interface ValueRange {
  /** Default: there is none. */
  readonly min?: number;
  /** Default: there is none. */
  readonly max?: number;
}

/** The range of a member of a structure of an API, or of what the lists and maps in it hold. */
export type AllowedRanges = (structure: string, member: string) => ValueRange;

/** The members of structures by the names of clients and their own: `MemorySize:128:32768 Handler::128`. */
type RangesFile = Readonly<Record<string, Readonly<Record<string, string>>>>;

const RANGES = "local/services/api-ranges/ranges.json";

let known: RangesFile | undefined;

/**
 * The ranges in what a service answers, which its client leaves out; `api-ranges/README.md` says where they are from.
 *
 * @param packageName of the client: `@aws-sdk/client-lambda`
 */
export function allowedRanges(packageName: string): AllowedRanges {
  known ??= JSON.parse(readFileSync(packageFile(RANGES), "utf8")) as RangesFile;
  const structures = new Map(Object.entries(known[packageName.replace("@aws-sdk/client-", "")] ?? {}));
  return (structure, member) => {
    const members = (structures.get(structure) ?? "").split(" ").map((one) => one.split(":"));
    const [, min, max] = members.find(([name]) => name === member) ?? [];
    return { ...(min && { min: Number(min) }), ...(max && { max: Number(max) }) };
  };
}
