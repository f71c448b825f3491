/** What is to go wrong in a local run, as it may in AWS, to find what is not idempotent. */
export interface Faults {
  /** Each event, each message of a standard queue and each batch of a stream is delivered twice. Default: false. */
  readonly duplicateEvents?: boolean;
  /** Events and messages come in another order, the same one for the same seed as far as they are sent in one order. */
  readonly shuffleEvents?: { readonly seed: number };
  /** How many calls of a function fail before its handler runs, the first ones, by its name in the app: `{ compress: 2 }`. */
  readonly failures?: Readonly<Record<string, number>>;
}
