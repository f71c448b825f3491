/** The values of the variables in markers. */
export type MarkerEnvironment = Readonly<Record<string, string>>;

/** Quoted texts, names of variables, comparisons and brackets. */
const TOKEN = /\s*(\(|\)|<=|>=|===|==|~=|!=|<|>|'[^']*'|"[^"]*"|[A-Za-z_]\w*)/y;
const VERSION = /^\d+(\.\d+)*(\.\*)?$/;

/**
 * Whether an environment marker holds: `python_version < "3.13" and sys_platform == "linux"`. pip itself asks the machine that
 * it runs on, never the one that it installs for.
 *
 * @throws Error for what is no marker ("Dependency specifiers" in the Python Packaging User Guide).
 */
export function markerHolds(marker: string, environment: MarkerEnvironment): boolean {
  const reader: Reader = { tokens: tokensOf(marker), next: 0, marker, environment };
  const holds = anyHolds(reader);
  if (reader.next < reader.tokens.length) throw invalid(marker);
  return holds;
}

interface Reader {
  readonly tokens: readonly string[];
  next: number;
  readonly marker: string;
  readonly environment: MarkerEnvironment;
}

function tokensOf(marker: string): readonly string[] {
  const tokens: string[] = [];
  const text = marker.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw invalid(marker);
    tokens.push(token);
  }
  return tokens;
}

function anyHolds(reader: Reader): boolean {
  let holds = allHold(reader);
  while (taken(reader, "or")) holds = allHold(reader) || holds;
  return holds;
}

function allHold(reader: Reader): boolean {
  let holds = oneHolds(reader);
  while (taken(reader, "and")) holds = oneHolds(reader) && holds;
  return holds;
}

function oneHolds(reader: Reader): boolean {
  if (taken(reader, "(")) {
    const holds = anyHolds(reader);
    if (!taken(reader, ")")) throw invalid(reader.marker);
    return holds;
  }
  const left = value(reader);
  const negated = taken(reader, "not");
  const operator = reader.tokens[reader.next];
  reader.next += 1;
  const right = value(reader);
  if (operator === "in") return right.includes(left) !== negated;
  if (negated || operator === undefined) throw invalid(reader.marker);
  if (VERSION.test(left) && VERSION.test(right)) return comparedVersions(left, operator, right, reader);
  return comparedTexts(left, operator, right, reader);
}

function taken(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.next] !== token) return false;
  reader.next += 1;
  return true;
}

function value(reader: Reader): string {
  const token = reader.tokens[reader.next] ?? "";
  reader.next += 1;
  if (/^['"]/.test(token)) return token.slice(1, -1);
  const known = reader.environment[token];
  if (known === undefined) throw invalid(reader.marker);
  return known;
}

function comparedTexts(left: string, operator: string, right: string, { marker }: Reader): boolean {
  if (operator === "==" || operator === "===") return left === right;
  if (operator === "!=") return left !== right;
  if (operator === "<" || operator === "<=") return left < right || (operator === "<=" && left === right);
  if (operator === ">" || operator === ">=") return left > right || (operator === ">=" && left === right);
  throw invalid(marker);
}

function comparedVersions(left: string, operator: string, right: string, { marker }: Reader): boolean {
  const prefix = right.endsWith(".*") ? right.slice(0, -2) : undefined;
  const order = orderOf(left, prefix ?? right, prefix !== undefined);
  if (operator === "==" || operator === "===") return order === 0;
  if (operator === "!=") return order !== 0;
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  if (operator === ">") return order > 0;
  if (operator === ">=") return order >= 0;
  if (operator !== "~=") throw invalid(marker);
  return order >= 0 && orderOf(left, right.slice(0, right.lastIndexOf(".")), true) === 0;
}

/** Below, at or above zero; of `left` only as many parts count as `right` has when that is a prefix. */
function orderOf(left: string, right: string, isPrefix: boolean): number {
  const [own, other] = [left, right].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const length = isPrefix ? other.length : Math.max(own.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (own[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function invalid(marker: string): Error {
  return new Error(`Invalid marker: ${marker.trim()}`);
}
