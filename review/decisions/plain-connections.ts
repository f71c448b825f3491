import { isJsonObject, type Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** Parameters of databases that refuse connections without TLS, and the values that do; "Using SSL/TLS", documentation of RDS and DocumentDB. */
const PARAMETERS: ReadonlyMap<string, RegExp> = new Map([
  ["rds.force_ssl", /^1$/],
  ["require_secure_transport", /^(?:1|ON)$/i],
  ["tls", /^(?:enabled|fips-.*|tls1\..*)$/i],
]);

/** A group of parameters that no longer asks for encryption. */
export function plainConnections({ before, after, unknown }: ResourceChange): string | undefined {
  if (before === undefined || unknown.parameter === true) return undefined;
  const left = asking(after);
  const gone = asking(before).filter((name) => !left.includes(name));
  return gone.length === 0
    ? undefined
    : `lets its databases be called without encryption (parameter ${gone.join(", ")})`;
}

const asking = (side: ResourceChange["after"]): readonly string[] =>
  (Array.isArray(side?.parameter) ? side.parameter : []).flatMap((entry: Json) => {
    const { name, value } = isJsonObject(entry) ? entry : {};
    return typeof name === "string" && PARAMETERS.get(name)?.test(String(value)) === true ? [name] : [];
  });
