/** Which part of a sorted listing is asked for. */
export interface PageRequest {
  readonly prefix: string;
  /** "" for none. */
  readonly delimiter: string;
  /** The key or common prefix that the page before ended with; "" for the first page. */
  readonly after: string;
  readonly limit: number;
}

/** Keys that share the part up to the delimiter appear once, as their common prefix, which counts as one entry. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly commonPrefixes: readonly string[];
  /** What the page ended with, where more follows. */
  readonly last: Entry | string | undefined;
}

/**
 * Cuts a page out of entries in S3's order. Follows "Organizing objects using prefixes".
 *
 * @param entries those that come after the page before, in order
 */
export function listPage<Entry extends { readonly key: string }>(
  entries: Iterable<Entry>,
  { prefix, delimiter, after, limit }: PageRequest,
): Page<Entry> {
  const page: Entry[] = [];
  const commonPrefixes: string[] = [];
  let last: Entry | string | undefined;
  for (const entry of entries) {
    if (!entry.key.startsWith(prefix)) continue;
    const group = commonPrefixOf(entry.key, prefix, delimiter);
    if (group !== undefined && (group === commonPrefixes.at(-1) || group === after)) continue;
    if (page.length + commonPrefixes.length === limit) {
      return { entries: page, commonPrefixes, last };
    }
    if (group === undefined) page.push(entry);
    else commonPrefixes.push(group);
    last = group ?? entry;
  }
  return { entries: page, commonPrefixes, last: undefined };
}

function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === "") return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}
