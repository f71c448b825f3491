import type { ExprNode } from "jsonata";
import type { PlacedState } from "./all-states.ts";
import { compiledExpression } from "./compiled-expression.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { jsonataExpression } from "./jsonata-expression.ts";
import { hasReference } from "./terraform-reference.ts";

/** What holds other states, text that is for people, and what AWS takes as it is. */
const NOT_EVALUATED = new Set(
  "Branches ItemProcessor Iterator Comment Type Resource Next Default Retry Credentials".split(" "),
);

/**
 * Throws UserError for an expression of a JSONata state that AWS refuses: one that cannot be parsed, that asks for something by a bare name,
 * where nothing has one, or for `$$` or, outside of a catcher, `$states.errorOutput`. Follows "Transforming data with JSONata in Step
 * Functions".
 */
export function checkExpressions({ state, place }: PlacedState): void {
  for (const [field, template] of Object.entries(state)) {
    if (NOT_EVALUATED.has(field)) continue;
    checkTemplate(template, `${place}/${field}`, field === "Catch");
  }
}

function checkTemplate(template: unknown, place: string, hasError: boolean): void {
  if (Array.isArray(template)) {
    for (const [index, item] of template.entries()) checkTemplate(item, `${place}[${index}]`, hasError);
  } else if (isJsonObject(template)) {
    for (const [key, value] of Object.entries(template)) checkTemplate(value, `${place}/${key}`, hasError);
  } else {
    const expression = jsonataExpression(template);
    if (expression === undefined && typeof template === "string" && /^\{%/.test(template)) {
      const says = { message: "JSONata string must start with {% and end with %}" };
      throw definitionError(place, "an expression that ends with %}", inWords(template), says);
    }
    // What Terraform fills in may be any part of an expression.
    const isWhole = expression !== undefined && !hasReference(expression);
    if (isWhole) checkExpression(expression, place, hasError);
  }
}

function checkExpression(expression: string, place: string, hasError: boolean): void {
  let tree: ExprNode;
  try {
    tree = compiledExpression(expression).ast();
  } catch (error) {
    const { message } = error as { readonly message?: string };
    const says = { code: "INVALID_JSONATA_EXPRESSION", ...(message !== undefined && { message }) } as const;
    throw definitionError(place, "a JSONata expression", `"${expression}": ${message}`, says);
  }
  const bare = bareName(tree as unknown as JsonObject, true);
  if (bare !== undefined) {
    const where = bare === "$$" ? "" : " at the top level";
    throw definitionError(place, "names behind $states or a variable", `${bare} in "${expression}"`, {
      code: "UNSUPPORTED_JSONATA_EXPRESSION",
      message: `Reference to '${bare}'${where} is not supported.`,
    });
  }
  if (!hasError && /\$states\s*\.\s*errorOutput\b/.test(expression)) {
    throw definitionError(place, "$states.errorOutput in a catcher only", `it in "${expression}"`, {
      code: "UNSUPPORTED_JSONATA_EXPRESSION",
      message: "Field '$states.errorOutput' does not exist.",
    });
  }
}

/** Parts of a node that are evaluated for each of the items that another part gives, or that are no expressions. */
const WITH_CONTEXT = new Set(["predicate", "stages", "group", "pattern", "update", "delete", "terms"]);

/**
 * The first name in a tree that would have to be found in the context, which is empty: only what stands behind a step of a path, or in its
 * filters, has one. `$$` is the context by another name.
 */
function bareName(node: unknown, isTop: boolean): string | undefined {
  if (Array.isArray(node)) return firstOf(node, (one) => bareName(one, isTop));
  if (!isJsonObject(node)) return undefined;
  if (node.type === "variable" && node.value === "$") return "$$";
  if (isTop && node.type === "name") return String(node.value);
  if (node.type === "path" && Array.isArray(node.steps)) {
    const [first, ...others] = node.steps;
    const { steps: _, ...rest } = node;
    return bareName(first, isTop) ?? bareName(others, false) ?? bareName(rest, isTop);
  }
  return firstOf(Object.entries(node), ([key, part]) => bareName(part, isTop && !WITH_CONTEXT.has(key)));
}

function firstOf<T>(parts: readonly T[], find: (part: T) => string | undefined): string | undefined {
  for (const part of parts) {
    const found = find(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
