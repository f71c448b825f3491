import type { Globs } from "./has-text.ts";

/**
 * One line of a Condition: of which values of a key it holds. `one` is a key with one value or none; `some` asks for a value that is
 * in the set, `every` that all are, which they are too if there is none (ForAnyValue and ForAllValues).
 */
export interface Clause {
  /** In lower case, as AWS compares keys; of something not understood, the whole of it. */
  readonly key: string;
  readonly quantifier: "one" | "some" | "every";
  readonly values: ClauseValues;
  /** Whether the value has to be one of `values`; otherwise none of them. */
  readonly isIn: boolean;
  /** Whether it holds where the request has no such key. */
  readonly whenAbsent: boolean;
  /** The same for clauses that say the same. */
  readonly id: string;
  /** In words: `aws:SourceAccount is 111122223333`. */
  readonly line: string;
  /** The opposite in words: `aws:SourceAccount is not 111122223333`. */
  readonly negatedLine: string;
}

export type ClauseValues =
  | { readonly kind: "text"; readonly globs: Globs; readonly isBoolean: boolean }
  /** Numbers and times, in milliseconds, as ranges. */
  | { readonly kind: "number" | "date"; readonly ranges: readonly Range[] }
  | { readonly kind: "address"; readonly ranges: readonly AddressRange[] }
  | { readonly kind: "opaque" };

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly withEnds: boolean;
}

export interface AddressRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** Holds exactly where the clause does not. */
export const negated = (clause: Clause): Clause => ({
  ...clause,
  quantifier: { one: "one", some: "every", every: "some" }[clause.quantifier] as Clause["quantifier"],
  isIn: !clause.isIn,
  whenAbsent: !clause.whenAbsent,
  line: clause.negatedLine,
  negatedLine: clause.line,
});
