import type { Readable } from "node:stream";

/** The lines of one output stream of a process. */
export interface ForwardedLines {
  /**
   * Resolves when all that is written before `mark` was forwarded, or when the stream has ended. The mark itself is
   * taken out. One mark is awaited at a time, from before it is written.
   */
  until(mark: string): Promise<void>;
}

/** Of a longer line this many characters are given at a time: users of Lambda saw lines cut at 2^18 - 26 bytes. */
const MAX_LINE_LENGTH = 2 ** 18 - 26;

/** So much of the end of a long line is held back, in which a mark may stand that has not come whole. */
const HELD_BACK = 1000;

/** Gives each line that comes out of `stream` to `onLine`, a last one without a line break included. */
export function forwardLines(stream: Readable, onLine: (line: string) => void): ForwardedLines {
  let awaited: { readonly mark: string; readonly resolve: () => void } | undefined;
  // The pieces of a line that has not ended: joined once, or a line without end would cost ever more time.
  let pieces: string[] = [];
  let pieceLength = 0;
  let hasEnded = false;

  const take = (): string => {
    const text = pieces.join("");
    pieces = [];
    pieceLength = 0;
    return text;
  };
  const keep = (text: string) => {
    pieces.push(text);
    pieceLength += text.length;
    if (pieceLength < MAX_LINE_LENGTH + HELD_BACK) return;
    let line = take();
    while (line.length >= MAX_LINE_LENGTH + HELD_BACK) {
      const end = wholeCharacters(line, MAX_LINE_LENGTH);
      onLine(line.slice(0, end));
      line = line.slice(end);
    }
    pieces = [line];
    pieceLength = line.length;
  };

  const forward = (line: string) => {
    if (awaited === undefined || !line.endsWith(awaited.mark)) return onLine(line);
    const { mark, resolve } = awaited;
    awaited = undefined;
    if (line !== mark) onLine(line.slice(0, -mark.length));
    resolve();
  };

  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      keep(line);
      forward(take());
    }
    keep(last);
  });
  stream.on("close", () => {
    const last = take();
    if (last !== "") onLine(last);
    hasEnded = true;
    awaited?.resolve();
  });

  return {
    until: (mark) =>
      new Promise((resolve) => {
        if (hasEnded) return resolve();
        awaited = { mark, resolve };
      }),
  };
}

/** The nearest place before `end` that divides no character. */
const wholeCharacters = (text: string, end: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
