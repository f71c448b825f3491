import { UserError } from "../../reporting/user-error.ts";

/** What a target receives instead of the whole event, in the words of `aws_cloudwatch_event_target`. */
export type TargetInput =
  | { readonly path: string }
  | { readonly constant: unknown }
  | { readonly paths: Readonly<Record<string, string>>; readonly template: string };

/** The part of the event at a JSON path: `$.detail`. */
export function inputPath(path: string): TargetInput {
  return { path };
}

/**
 * Shapes a new input from values of the event ("Amazon EventBridge input transformation").
 *
 * @param paths up to 100 names, each with the JSON path of its value: `{ key: "$.detail.object.key" }`
 * @param template builds the input; a value given alone keeps its JSON type, one inside a text is put into the text
 *
 * @example
 * transform({ key: "$.detail.object.key" }, (event) => ({ key: event.key, text: `Got ${event.key}` }));
 */
export function transform<Name extends string>(
  paths: Readonly<Record<Name, string>>,
  template: (values: Readonly<Record<Name, string>>) => unknown,
): TargetInput {
  const names = Object.keys(paths) as Name[];
  checkPaths(paths);
  const marks = Object.fromEntries(names.map((name) => [name, `\u0001${name}\u0002`])) as Record<
    Name,
    string
  >;
  const text = JSON.stringify(template(marks))
    .replace(/"\\u0001([\w-]+)\\u0002"/g, "<$1>")
    .replace(/\\u0001([\w-]+)\\u0002/g, "<$1>");
  return { paths, template: text };
}

/** "Amazon EventBridge input transformation": names, paths and how many of them. */
function checkPaths(paths: Readonly<Record<string, string>>): void {
  const entries = Object.entries(paths);
  if (entries.length > 100) {
    throw refused(
      "at most 100 paths, EventBridge's limit",
      String(entries.length),
      "Shape the input in the target.",
    );
  }
  for (const [name, path] of entries) {
    if (!/^(?!AWS)[A-Za-z0-9_-]+$/i.test(name)) {
      throw refused(
        "a name of letters, digits, - and _ that does not start with AWS",
        name,
        "Rename the path.",
      );
    }
    if (!/^\$(\.|\[)/.test(path)) {
      throw refused(`a JSON path for "${name}", such as $.detail`, path, "Start it with `$.`.");
    }
  }
}

function refused(expected: string, found: string, advice: string): UserError {
  return new UserError({ at: "input transformer", expected, found: JSON.stringify(found), advice });
}
