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
  const marks = Object.fromEntries(names.map((name) => [name, `\u0001${name}\u0002`])) as Record<
    Name,
    string
  >;
  const text = JSON.stringify(template(marks))
    .replace(/"\\u0001(\w+)\\u0002"/g, "<$1>")
    .replace(/\\u0001(\w+)\\u0002/g, "<$1>");
  return { paths, template: text };
}
