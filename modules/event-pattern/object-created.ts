import type { EventPattern, Matcher } from "./event-pattern.ts";

/** Which new objects match. */
export interface NewObjects {
  readonly bucket: string;
  /** The key's beginning. Default: any. */
  readonly prefix?: string;
  /** The key's ends in lower case; those in upper case match too. Beside a prefix EventBridge takes two of them at most. Default: any. */
  readonly suffixes?: readonly string[];
  /** The largest object that matches. Default: any size. */
  readonly maxSizeBytes?: number;
}

/** The pattern of S3's `Object Created` events for one bucket ("Using EventBridge" in the Amazon S3 User Guide). */
export function objectCreated({ bucket, prefix, suffixes, maxSizeBytes }: NewObjects): EventPattern {
  const key = keyMatchers(prefix, suffixes);
  const object = {
    ...(key && { key }),
    ...(maxSizeBytes !== undefined && { size: [{ numeric: ["<=", maxSizeBytes] as const }] }),
  };
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [bucket] }, ...(Object.keys(object).length > 0 && { object }) },
  };
}

/** Matchers of one field are alternatives; only a wildcard asks for a beginning and an end at once. */
function keyMatchers(prefix?: string, suffixes?: readonly string[]): readonly Matcher[] | undefined {
  if (suffixes === undefined) return prefix === undefined ? undefined : [{ prefix }];
  if (prefix === undefined) return suffixes.map((suffix) => ({ suffix: { "equals-ignore-case": suffix } }));
  const begin = escapeWildcard(prefix);
  return suffixes
    .flatMap((suffix) => inCases(suffix.toLowerCase()))
    .map((suffix) => ({ wildcard: `${begin}*${escapeWildcard(suffix)}` }));
}

/** `.jpg` and `.JPG`, as people and cameras write it. */
function inCases(suffix: string): readonly string[] {
  return [...new Set([suffix, suffix.toUpperCase()])];
}

function escapeWildcard(text: string): string {
  return text.replace(/[\\*]/g, (character) => `\\${character}`);
}
