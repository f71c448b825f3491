/** A request as AWS evaluates it; of a key with several values, all of them. */
export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

const patterns = new Map<string, RegExp>();

/** Written apart from the comparison, with regular expressions, so that both do not share a mistake. */
function matches(pattern: string, text: string): boolean {
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".");
    expression = new RegExp(`^${source}$`, "s");
    patterns.set(pattern, expression);
  }
  return expression.test(text);
}

/** Whether the statements allow the request. */
export function isAllowed(statements: readonly PolicyStatement[], request: Request): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === "Allow");
}

function applies(statement: PolicyStatement, request: Request): boolean {
  const action = request.action.toLowerCase();
  const isAction = (pattern: string): boolean => matches(pattern.toLowerCase(), action);
  const filled = (pattern: string): string =>
    pattern.replaceAll("${aws:username}", request.keys["aws:username"]?.[0] ?? "nobody");
  const isResource = (pattern: string): boolean => matches(filled(pattern), request.resource);
  return (
    (statement.Action === undefined
      ? !listOf(statement.NotAction).some(isAction)
      : listOf(statement.Action).some(isAction)) &&
    (statement.Resource === undefined
      ? !listOf(statement.NotResource).some(isResource)
      : listOf(statement.Resource).some(isResource)) &&
    isPrincipal(statement.Principal, request.principal) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, listOf(values), request.keys[key] ?? [])),
    )
  );
}

function isPrincipal(principal: PolicyStatement["Principal"], name: string): boolean {
  if (principal === undefined || principal === "*") return true;
  return Object.values(principal).some((names) => listOf(names).some((one) => one === "*" || one === name));
}

function holds(operator: string, values: readonly string[], given: readonly string[]): boolean {
  if (operator === "Null") return values.includes(String(given.length === 0));
  const [, quantifier, name = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const isNegated = /Not/.test(name);
  const one = (value: string): boolean =>
    values.some((wanted) => compare(name.replace("Not", ""), wanted, value)) !== isNegated;
  if (quantifier === "ForAllValues") return given.every(one);
  if (quantifier === "ForAnyValue") return given.some(one);
  if (given[0] === undefined) return isNegated || ifExists !== undefined;
  return one(given[0]);
}

function compare(name: string, wanted: string, value: string): boolean {
  switch (name) {
    case "StringLike":
      return matches(wanted, value);
    case "Bool":
    case "StringEqualsIgnoreCase":
      return wanted.toLowerCase() === value.toLowerCase();
    case "NumericLessThan":
      return Number(value) < Number(wanted);
    case "NumericGreaterThanEquals":
      return Number(value) >= Number(wanted);
    case "IpAddress":
      return value.startsWith(wanted.replace(/0\/\d+$/, ""));
    default:
      return wanted === value;
  }
}
