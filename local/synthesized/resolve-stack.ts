import { UserError } from "../../reporting/user-error.ts";
import { computedAttributes, type LocalPlace } from "./computed-attributes.ts";
import type { Attributes, SynthesizedResource, SynthesizedStack } from "./synthesized-stack.ts";

/** A resource whose references are replaced by what they would be after a deploy. */
export interface ResolvedResource {
  readonly address: string;
  readonly attributes: Attributes;
  /** The ARN it would have; "" for types without one. */
  readonly arn: string;
}

export interface ResolvedStack {
  /** The resources of a type, `aws_lambda_function`, in the order of their addresses. */
  ofType(type: string): readonly ResolvedResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Resolves the references of a stack as `terraform apply` would, as far as names and ARNs go. What only AWS could say
 * becomes a text that names it: `local:aws_kinesis_stream.alerts.arn`.
 *
 * @throws UserError for an expression that is more than a reference, and a reference to what is not there.
 */
export function resolveStack(stack: SynthesizedStack, place: LocalPlace): ResolvedStack {
  const byAddress = new Map(stack.resources.map((resource) => [resource.address, resource]));

  const resolve = (value: unknown, at: string): unknown => {
    if (typeof value === "string") return resolveText(value, (template) => evaluate(template, at));
    if (Array.isArray(value)) return value.map((item) => resolve(item, at));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, resolve(field, at)]));
  };

  const evaluate = (template: string, at: string): unknown => {
    const [, address, attribute] = /^\$\{((?:data\.)?\w+\.[\w-]+)\.(\w+)\}$/.exec(template) ?? [];
    const resource = byAddress.get(address ?? "");
    if (resource === undefined || attribute === undefined) {
      throw cannotEvaluate(at, "a reference to a resource of the stack", template);
    }
    return read(resource, attribute) ?? `local:${address}.${attribute}`;
  };

  const read = (resource: SynthesizedResource, attribute: string): unknown => {
    const given = resource.attributes[attribute];
    if (given !== undefined) return resolve(given, resource.address);
    const readText = (name: string) => String(resolve(resource.attributes[name] ?? "", resource.address));
    return computedAttributes(resource.type, readText, place)[attribute];
  };

  const resolved = (resource: SynthesizedResource): ResolvedResource => ({
    address: resource.address,
    attributes: resolve(resource.attributes, resource.address) as Attributes,
    arn: String(read(resource, "arn") ?? ""),
  });

  return {
    ofType: (type) =>
      stack.resources
        .filter((resource) => resource.type === type)
        .sort((a, b) => (a.address < b.address ? -1 : 1))
        .map(resolved),
    outputs: resolve(stack.outputs, "output") as Readonly<Record<string, unknown>>,
  };
}

function cannotEvaluate(at: string, expected: string, found: string): UserError {
  return new UserError({
    at,
    expected,
    found,
    advice: "The local run knows references only; use a plain value.",
  });
}

/** An escape, a template without braces in it, or a text from where a more difficult template begins. */
const TEMPLATES = /\$\$\{|%%\{|\$\{[^{}]*\}|[$%]\{.*/gs;

/** A text that is one expression gives its value; expressions inside a text become part of the text. */
function resolveText(text: string, evaluate: (template: string) => unknown): unknown {
  if (/^\$\{[^{}]*\}$/.test(text)) return evaluate(text);
  return text.replace(TEMPLATES, (match) =>
    match === "$${" || match === "%%{" ? match.slice(1) : String(evaluate(match)),
  );
}
