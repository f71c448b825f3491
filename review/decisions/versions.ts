import type { Json } from "../plan/json.ts";
import type { Setting } from "./setting.ts";

/** Names of versions of TLS and of policies about them (`TLS_1_2`, `TLSv1.2_2021`, `Policy-Min-TLS-1-2-2019-07`). */
export function olderTls({ before, after }: Setting): boolean {
  const [old, next] = [tlsVersion(before), tlsVersion(after)];
  return old !== undefined && next !== undefined && next < old;
}

/** A list of versions of TLS whose oldest is older than before. */
export function olderTlsInList({ before, after }: Setting): boolean {
  const oldest = (list: Json | undefined): number | undefined => {
    const versions = (Array.isArray(list) ? list : []).flatMap((item: Json) => tlsVersion(item) ?? []);
    return versions.length === 0 ? undefined : Math.min(...versions);
  };
  const [old, next] = [oldest(before), oldest(after)];
  return old !== undefined && next !== undefined && next < old;
}

/** `12` of TLS 1.2, the oldest that a name allows. SSLv3 comes before all, TLSv1 is 1.0, and `TLS13_1_2` allows 1.2. */
function tlsVersion(value: Json | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  if (/^SSLv3$/i.test(value)) return 0;
  const found = /TLS(?:13[-_])?[-_]?v?[-_]?(\d)[-_.]?(\d)?(?!\d)/i.exec(value);
  return found === null ? undefined : Number(found[1]) * 10 + Number(found[2] ?? 0);
}

/** A version of an engine (`14.9`, `8.0.mysql_aurora.3.05`) whose first number is another one. */
export function otherMajorVersion({ before, after }: Setting): boolean {
  const major = (value: Json | undefined): string | undefined =>
    typeof value === "string" ? /^(\d+)\./.exec(`${value}.`)?.[1] : undefined;
  const [old, next] = [major(before), major(after)];
  return old !== undefined && next !== undefined && old !== next;
}
