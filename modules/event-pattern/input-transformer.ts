import { UserError } from "../../reporting/user-error.ts";

/** What a target receives instead of the whole event, in the words of `aws_cloudwatch_event_target`. */
export type TargetInput =
  | { readonly path: string }
  | { readonly constant: unknown }
  | { readonly paths: Readonly<Record<string, string>>; readonly template: string };

/** The part of the event at a JSON path: `$.detail`. */
export function inputPath(path: string): TargetInput {
  checkPath("the input", path);
  return { path };
}

/**
 * Shapes a new input from values of the event ("Amazon EventBridge input transformation").
 *
 * @param paths up to 100 names, each with the JSON path of its value: `{ key: "$.detail.object.key" }`
 * @param template builds the input; a value given alone keeps its JSON type, one inside a text is put into the text
 *
 * @throws UserError for names and paths that EventBridge does not take, and for a template that takes a value apart.
 *
 * @example
 * transform({ key: "$.detail.object.key" }, (event) => ({ key: event.key, text: `Got ${event.key}` }));
 */
export function transform<Name extends string>(
  paths: Readonly<Record<Name, string>>,
  template: (values: Readonly<Record<Name, string>>) => unknown,
): TargetInput {
  checkPaths(paths);
  const names = Object.keys(paths) as Name[];
  const marks = Object.fromEntries(names.map((name) => [name, BEGIN + name + END])) as Record<Name, string>;
  const shaped = JSON.stringify(template(marks));
  if (shaped === undefined) throw refused("a template that is JSON", "undefined", "Return a value from it.");
  const text = templateText(JSON.parse(shaped), new Set(names));
  if (text.length <= LONGEST_TEMPLATE) return { paths, template: text };
  throw refused(
    `a template of at most ${LONGEST_TEMPLATE} characters, EventBridge's limit`,
    `one of ${text.length}`,
    "Shape the input in the target.",
  );
}

/** "InputTransformer" and "Target", in the EventBridge API Reference. */
const LONGEST_TEMPLATE = 8192;
const LONGEST_PATH = 256;

/** Around the names of values, until the template is written; no text has them. */
const BEGIN = "\u0001";
const END = "\u0002";
const MARK = new RegExp(`${BEGIN}([^${BEGIN}${END}]*)${END}`, "g");

function templateText(value: unknown, names: ReadonlySet<string>): string {
  if (typeof value === "string") return placeholders(value, names);
  if (Array.isArray(value)) return `[${value.map((item) => templateText(item, names)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => {
    if (!name.includes(BEGIN)) return `${JSON.stringify(name)}:${templateText(field, names)}`;
    throw refused(
      "values of the event in values only",
      "one as a field's name",
      "Give the field a fixed name.",
    );
  });
  return `{${fields.join(",")}}`;
}

/** A text with `<name>` for each mark, and no quotes where it is one mark alone. */
function placeholders(text: string, names: ReadonlySet<string>): string {
  checkLiterals(text.replace(MARK, ""));
  const filled = text.replace(MARK, (mark, name: string) => (names.has(name) ? `<${name}>` : mark));
  if (filled.includes(BEGIN) || filled.includes(END)) {
    const found = JSON.stringify(text.replaceAll(BEGIN, "<").replaceAll(END, ">"));
    throw refused(
      "values of the event as they are",
      found,
      "Only the target can take a value apart or change it.",
    );
  }
  return text.replace(MARK, "?") === "?" && text !== "?" ? filled : JSON.stringify(filled);
}

/** EventBridge takes every `<name>` for a placeholder; those it knows itself begin with `aws.events.`. */
function checkLiterals(text: string): void {
  const [unknown] = text.match(/<(?!aws\.events\.)[A-Za-z0-9._-]+>/) ?? [];
  if (unknown === undefined) return;
  throw refused(
    "no text in the form of a placeholder",
    unknown,
    "Name its path, and take the value from the event.",
  );
}

/** "Amazon EventBridge input transformation", "InputTransformer": names, paths and how many of them. */
function checkPaths(paths: Readonly<Record<string, string>>): void {
  const entries = Object.entries(paths);
  if (entries.length > 100) {
    const found = String(entries.length);
    throw refused("at most 100 paths, EventBridge's limit", found, "Shape the input in the target.");
  }
  for (const [name, path] of entries) {
    if (!/^(?!AWS)[A-Za-z0-9_-]{1,256}$/i.test(name)) {
      throw refused(
        "a name of letters, digits, - and _ that does not start with AWS",
        JSON.stringify(name),
        "Rename the path.",
      );
    }
    checkPath(JSON.stringify(name), path);
  }
}

/** "Using JSONPath with EventBridge": field names after dots, places in lists in brackets. */
function checkPath(what: string, path: string): void {
  if (path.length > LONGEST_PATH) {
    throw refused(
      `a JSON path of at most ${LONGEST_PATH} characters for ${what}, EventBridge's limit`,
      `one of ${path.length}`,
      "Take a value nearer to the root, and the rest of it in the target.",
    );
  }
  if (/^\$(\.[^\s.[\]'"<>()?@,]+(\[(\d+|\*)\])*)+$/.test(path)) return;
  throw refused(
    `a JSON path for ${what}, such as $.detail`,
    JSON.stringify(path),
    "Start it with `$.`, and join field names with dots.",
  );
}

function refused(expected: string, found: string, advice: string): UserError {
  return new UserError({ at: "input transformer", expected, found, advice });
}
