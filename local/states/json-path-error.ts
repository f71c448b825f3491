/** A path that is not one, or that leads nowhere; the message says which, and who reads the path says for what field. */
export class JsonPathError extends Error {
  override readonly name = "JsonPathError";
  /** The name or the index of the step that could not be taken, where the path is one. */
  readonly step: string | undefined;
  /** Whether it leads to an item behind the end of an array, which is nothing else to the path itself, but null to a payload template. */
  readonly isBehindEnd: boolean;

  constructor(message: string, { step, isBehindEnd = false }: { step?: string; isBehindEnd?: boolean } = {}) {
    super(message);
    this.step = step;
    this.isBehindEnd = isBehindEnd;
  }
}
