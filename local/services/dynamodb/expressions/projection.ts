import type { AttributeValue, Item } from "../attribute-value.ts";
import { checkDistinct, childOf, type DocumentPath, parsePath } from "./document-path.ts";
import { ExpressionTokens } from "./expression-tokens.ts";
import type { Placeholders } from "./placeholders.ts";

const KIND = "ProjectionExpression";

/** @throws DynamoDbError ValidationException */
export function parseProjection(text: string, placeholders: Placeholders): readonly DocumentPath[] {
  const tokens = new ExpressionTokens(KIND, text);
  const paths: DocumentPath[] = [];
  do paths.push(parsePath(tokens, placeholders));
  while (tokens.takeIf(","));
  tokens.expectEnd();
  checkDistinct(KIND, paths);
  return paths;
}

/** What of an item lies at the paths; of lists the named elements move together. */
export function projectItem(item: Item, paths: readonly DocumentPath[]): Item {
  const projected = project({ M: item }, paths);
  return projected !== undefined && "M" in projected ? projected.M : {};
}

function project(value: AttributeValue, paths: readonly DocumentPath[]): AttributeValue | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const steps = [...new Set(paths.map(([step]) => step as string | number))];
  const kept = steps.flatMap((step) => {
    const child = childOf(value, step);
    const rest = paths.filter(([first]) => first === step).map((path) => path.slice(1));
    const part = child && project(child, rest);
    return part === undefined ? [] : [[step, part] as const];
  });
  if (kept.length === 0) return undefined;
  if ("M" in value) return { M: Object.fromEntries(kept) };
  const ordered = kept.toSorted(([a], [b]) => Number(a) - Number(b));
  return { L: ordered.map(([, part]) => part) };
}
