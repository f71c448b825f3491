import { UserError } from "../../reporting/user-error.ts";

/** The values of a template's placeholders by name; undefined for one whose path led nowhere. */
export type TemplateValues = ReadonlyMap<string, unknown>;

/** What a template is made of: an escape, a quote, a placeholder, or any other character. */
const TOKENS = /\\.|"|<([\w.-]+)>|[^\\"<]+|./gs;

/**
 * The text of a template with its placeholders replaced.
 *
 * Inside a JSON string a placeholder becomes plain text: of a string its characters, nothing where the event has no such
 * value, of an object or array its JSON, without quotes where the template as a whole is a string. Inside an object they stay and
 * end the string around them. Outside of strings it becomes JSON, `""` where the event has no such value.
 *
 * Follows "Amazon EventBridge input transformation". `at` names the template in errors.
 */
export function fillInputTemplate(template: string, values: TemplateValues, at: string): string {
  const isText = /^\s*"/.test(template);
  let isInString = false;
  return template.replaceAll(TOKENS, (token, name?: string) => {
    if (token === '"') isInString = !isInString;
    if (name === undefined) return token;
    if (!values.has(name)) throw unknownPlaceholder(name, values, at);
    return isInString
      ? inString(values.get(name), isText)
      : JSON.stringify(values.get(name) ?? missing(values, name));
  });
}

/** A text that must be JSON to be delivered. */
export function isMeantAsJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function missing(values: TemplateValues, name: string): unknown {
  return values.get(name) === null ? null : "";
}

/** What JSON escapes in a text stays escaped. */
function inString(value: unknown, isText: boolean): string {
  if (value === undefined) return "";
  if (typeof value === "string") return JSON.stringify(value).slice(1, -1);
  return isText ? JSON.stringify(value).replaceAll(/\\?"/g, "") : JSON.stringify(value);
}

function unknownPlaceholder(name: string, values: TemplateValues, at: string): UserError {
  return new UserError({
    at,
    expected: `a placeholder that is one of ${[...values.keys()].join(", ")}`,
    found: `<${name}>`,
    advice: `Add "${name}" to the input paths, or correct the template.`,
  });
}
