import type { Readable } from "node:stream";

/** The lines of one output stream of a process. */
export interface ForwardedLines {
  /**
   * Resolves when all that is written before `mark` was forwarded, or when the stream has ended. The mark itself is
   * taken out. One mark is awaited at a time, from before it is written.
   */
  until(mark: string): Promise<void>;
}

/** Gives each line that comes out of `stream` to `onLine`, a last one without a line break included. */
export function forwardLines(stream: Readable, onLine: (line: string) => void): ForwardedLines {
  let awaited: { readonly mark: string; readonly resolve: () => void } | undefined;
  let partialLine = "";
  let hasEnded = false;

  const forward = (line: string) => {
    if (awaited === undefined || !line.endsWith(awaited.mark)) return onLine(line);
    const { mark, resolve } = awaited;
    awaited = undefined;
    if (line !== mark) onLine(line.slice(0, -mark.length));
    resolve();
  };

  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = (partialLine + text).split("\n");
    partialLine = lines.pop() ?? "";
    for (const line of lines) forward(line);
  });
  stream.on("close", () => {
    if (partialLine !== "") onLine(partialLine);
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
