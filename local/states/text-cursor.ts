/** A place in a text that only moves forward: what the small parsers of paths and intrinsic calls share. */
export class TextCursor {
  readonly text: string;
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** What is left to read. */
  get rest(): string {
    return this.text.slice(this.#at);
  }

  startsWith(token: string): boolean {
    return this.text.startsWith(token, this.#at);
  }

  /** Moves past the token and says true where the text goes on with it. */
  take(token: string): boolean {
    if (!this.startsWith(token)) return false;
    this.#at += token.length;
    return true;
  }

  /** Moves past what the pattern (sticky) matches here and gives the match. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  skipSpaces(): void {
    this.match(/\s*/y);
  }
}
