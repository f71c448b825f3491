/**
 * A typed EventBridge event pattern ("Amazon EventBridge event patterns"). Data, not code: what is written here is what
 * stands in the plan.
 */

/** A number range: `["<=", 10]`, `[">", 0, "<=", 5]`. */
export type NumericRange =
  | readonly ["<" | "<=" | "=" | ">" | ">=", number]
  | readonly [">" | ">=", number, "<" | "<=", number];

interface IgnoringCase {
  readonly "equals-ignore-case": string;
}

type Negated =
  | string
  | number
  | readonly (string | number)[]
  | { readonly prefix: string | readonly string[] }
  | { readonly suffix: string | readonly string[] }
  | { readonly wildcard: string | readonly string[] }
  | { readonly "equals-ignore-case": string | readonly string[] };

/** One thing a field may be; a field matches when one of its list does. */
export type Matcher =
  | string
  | number
  | boolean
  | null
  | { readonly prefix: string | IgnoringCase }
  | { readonly suffix: string | IgnoringCase }
  | IgnoringCase
  | { readonly wildcard: string }
  | { readonly numeric: NumericRange }
  | { readonly exists: boolean }
  | { readonly cidr: string }
  | { readonly "anything-but": Negated };

/** Fields that all have to match; `$or` lists alternatives. */
export interface FieldPatterns {
  readonly [field: string]: readonly Matcher[] | FieldPatterns | readonly FieldPatterns[];
}

/** A pattern over the envelope that every event has, and its `detail`. */
export interface EventPattern {
  readonly source?: readonly Matcher[];
  readonly "detail-type"?: readonly Matcher[];
  readonly account?: readonly Matcher[];
  readonly region?: readonly Matcher[];
  readonly resources?: readonly Matcher[];
  readonly detail?: FieldPatterns;
  readonly $or?: readonly FieldPatterns[];
}
