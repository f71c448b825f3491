import { UserError } from "../../reporting/user-error.ts";

/** The values of a template's placeholders by name; undefined for one whose path led nowhere. */
export type TemplateValues = ReadonlyMap<string, unknown>;

/** What a template is made of: an escape, a quote, a placeholder, or any other character. */
const TOKENS = /\\.|"|<([\w.-]+)>|[^\\"<]+|./gs;

/**
 * A template with its placeholders replaced: the JSON value it makes, or its text where that is no JSON.
 *
 * Inside a JSON string a placeholder becomes plain text: of a string its characters, of an object or array its JSON without
 * quotes, nothing where the event has no such value. Outside it becomes JSON, `""` where the event has no such value.
 *
 * Follows "Amazon EventBridge input transformation". `at` names the template in errors.
 */
export function fillInputTemplate(template: string, values: TemplateValues, at: string): unknown {
  let isInString = false;
  const filled = template.replaceAll(TOKENS, (token, name?: string) => {
    if (token === '"') isInString = !isInString;
    if (name === undefined) return token;
    if (!values.has(name)) throw unknownPlaceholder(name, values, at);
    return isInString
      ? inString(values.get(name))
      : JSON.stringify(values.get(name) ?? missing(values, name));
  });
  return parse(filled, at);
}

function missing(values: TemplateValues, name: string): unknown {
  return values.get(name) === null ? null : "";
}

/** Stays valid inside the string around it: what JSON escapes in a text stays escaped. */
function inString(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return JSON.stringify(value).slice(1, -1);
  return JSON.stringify(value).replaceAll(/\\?"/g, "");
}

function unknownPlaceholder(name: string, values: TemplateValues, at: string): UserError {
  return new UserError({
    at,
    expected: `a placeholder that is one of ${[...values.keys()].join(", ")}`,
    found: `<${name}>`,
    advice: `Add "${name}" to the input paths, or correct the template.`,
  });
}

function parse(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!/^\s*[{[]/.test(text)) return text;
    throw new UserError({
      at,
      expected: "a template that makes valid JSON",
      found: text,
      advice: "Correct the template.",
    });
  }
}
