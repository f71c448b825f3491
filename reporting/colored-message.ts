import { styleText } from "node:util";
import type { UserError } from "./user-error.ts";

/** A line of a {@link codeFrame}: what it draws left of the source, and the rest. */
const FRAME_LINE = /^( *\d* [│╵])(.*)$/;
const MARKER = /^ *(\^|~+)$/;

/**
 * The message as `stream` shows it best. On a terminal, unless `NO_COLOR` is set, the place and headings are bold, and code
 * frames have pale margins, red markers and green suggestions. Elsewhere it is the message itself.
 */
export function coloredMessage({ message, parts }: UserError, stream: NodeJS.WriteStream): string {
  const style = (format: "bold" | "dim" | "red" | "green", text: string) =>
    styleText(format, text, { stream });
  const frameLine = (margin: string, text: string): string => {
    if (MARKER.test(text)) return `${style("dim", margin)}${style("red", text)}`;
    return `${style("dim", margin)}${margin.endsWith("╵") ? style("green", text) : text}`;
  };
  const [sentence = "", ...details] = message.split("\n");
  const place = parts.at === undefined ? "" : `${parts.at}:`;
  const lines = details.map((line, index) => {
    const [, margin, text = ""] = FRAME_LINE.exec(line) ?? [];
    if (margin !== undefined) return frameLine(margin, text);
    return details[index - 1] === "" ? style("bold", line) : line;
  });
  const start = place === "" ? "" : style("bold", place);
  return [`${start}${sentence.slice(place.length)}`, ...lines].join("\n");
}
