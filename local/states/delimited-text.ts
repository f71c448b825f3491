/** The characters that `CSVDelimiter` of an `ItemReader` names. */
export const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
};

/**
 * The records of a delimited text, each with its fields as texts; empty lines are none.
 *
 * Follows "How Step Functions parses input CSV files": quotes keep delimiters and line ends, and are doubled to stand for
 * themselves; a backslash keeps a quote, a delimiter or a backslash, and vanishes before all else.
 */
export function delimitedRecords(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let isQuoted = false;
  const endField = () => {
    record.push(field);
    field = "";
  };
  const endRecord = () => {
    endField();
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  };
  for (let index = text.startsWith("\uFEFF") ? 1 : 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === "\\") {
      if (next === "\\" || next === '"' || next === delimiter) {
        field += next;
        index += 1;
      }
    } else if (character === '"') {
      if (isQuoted && next === '"') {
        field += '"';
        index += 1;
      } else {
        isQuoted = !isQuoted;
      }
    } else if (isQuoted) field += character;
    else if (character === delimiter) endField();
    else if (character === "\n") endRecord();
    else if (character !== "\r" || next !== "\n") field += character;
  }
  if (field !== "" || record.length > 0) endRecord();
  return records;
}
