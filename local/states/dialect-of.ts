import type { Dialect } from "./dialect.ts";
import { jsonPathDialect } from "./json-path-dialect.ts";
import { jsonataDialect } from "./jsonata-dialect.ts";

/** What evaluates the fields of a state with this `QueryLanguage`. */
export function dialectOf(queryLanguage: unknown): Dialect {
  return queryLanguage === "JSONata" ? jsonataDialect : jsonPathDialect;
}
