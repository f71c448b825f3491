import { type ExpressionKind, expressionError } from "./expression-error.ts";

/** "Quotas in Amazon DynamoDB": the length of an expression. */
const MAX_BYTES = 4096;

/** Of the same page: its operators and functions, and so how deep it can be nested. */
const MAX_OPERATORS = 300;

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\s*([#:]?[A-Za-z0-9_]+|<>|<=|>=|[=<>()[\].,+-])/y;

const END = "<EOF>";

/** The tokens of an expression, which are taken one by one. */
export class ExpressionTokens {
  readonly kind: ExpressionKind;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #operators = 0;

  /** @throws DynamoDbError ValidationException where no expression looks like that. */
  constructor(kind: ExpressionKind, source: string) {
    this.kind = kind;
    this.#source = source;
    if (source.trim() === "") throw expressionError(kind, "The expression can not be empty;");
    const bytes = Buffer.byteLength(source);
    if (bytes > MAX_BYTES) {
      const message = `Expression size has exceeded the maximum allowed size; expression size: ${bytes}`;
      throw expressionError(kind, message);
    }
    this.#tokens = [...this.#split()];
  }

  /** The next token's text; `<EOF>` after the last one. */
  get next(): string {
    return this.#tokens[this.#at]?.text ?? END;
  }

  /** Whether the next token is the keyword, in any case. */
  isAt(word: string): boolean {
    return this.next.toUpperCase() === word;
  }

  /** What follows the next token. */
  get following(): string {
    return this.#tokens[this.#at + 1]?.text ?? END;
  }

  take(): string {
    const text = this.next;
    this.#at += 1;
    return text;
  }

  /** Takes the token, a symbol or a keyword in any case, where it is the next one. */
  takeIf(word: string): boolean {
    if (!this.isAt(word)) return false;
    this.#at += 1;
    return true;
  }

  /** @throws DynamoDbError where the next token is another. */
  expect(word: string): void {
    if (!this.takeIf(word)) throw this.syntaxError();
  }

  /** @throws DynamoDbError where anything is left. */
  expectEnd(): void {
    if (this.#at < this.#tokens.length) throw this.syntaxError();
  }

  /**
   * Notes one more operator, function or pair of brackets.
   *
   * @throws DynamoDbError where there are more than any expression has.
   */
  countOperator(): void {
    this.#operators += 1;
    if (this.#operators <= MAX_OPERATORS) return;
    throw expressionError(
      this.kind,
      `The expression contains too many operators; operator limit: ${MAX_OPERATORS}`,
    );
  }

  /** That the next token cannot stand where it stands. */
  syntaxError(): Error {
    const { start } = this.#tokens[this.#at - 1] ?? this.#tokens[0] ?? { start: 0 };
    const { end } = this.#tokens[this.#at + 1] ?? { end: this.#source.length };
    return this.#syntaxError(this.next, this.#source.slice(start, end).trimEnd());
  }

  *#split(): Generator<Token> {
    const source = this.#source.trimEnd();
    let at = 0;
    let previousStart = 0;
    while (at < source.length) {
      TOKEN.lastIndex = at;
      const text = TOKEN.exec(source)?.[1];
      if (text === undefined) {
        const [wrong = ""] = source.slice(at).trimStart();
        throw this.#syntaxError(wrong, source.slice(previousStart, source.indexOf(wrong, at) + 2));
      }
      const end = TOKEN.lastIndex;
      previousStart = end - text.length;
      yield { text, start: previousStart, end };
      at = end;
    }
  }

  #syntaxError(token: string, near: string): Error {
    return expressionError(this.kind, `Syntax error; token: "${token}", near: "${near}"`);
  }
}
