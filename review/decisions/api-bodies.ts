import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import { codes } from "../page/joined.ts";
import { isJsonObject, type Json, type JsonObject, parsedJson } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision, Gate } from "./decision.ts";

const API = /^aws_(?:api_gateway_rest_api|apigatewayv2_api)$/;

/** Routes that the OpenAPI document of an API opens to everybody, or no longer has. A document in YAML is not read. */
export const apiBodyDecisions = (view: PlanView): readonly Decision[] =>
  view.changes
    .filter(({ type, action }) => API.test(type) && action === "update")
    .flatMap((change) => bodyDecisions(change, view));

function bodyDecisions(change: ResourceChange, { plan }: PlanView): readonly Decision[] {
  const [before, after] = [routesOf(change.before?.body), routesOf(change.after?.body)];
  if (before === undefined || after === undefined) return [];
  const asked = [...before.values()].includes(true);
  const open = [...after].filter(
    ([route, asks]) => !asks && (before.get(route) ?? (asked && !route.startsWith("OPTIONS "))),
  );
  const gone = [...before.keys()].filter((route) => !after.has(route));
  const decision = (gate: Gate, rank: number, lead: string, routes: readonly string[], end: string) => ({
    ...{ gate, rank, stack: change.stack, address: change.address, details: [] },
    text: [...resourceName(change), ` ${lead} `, ...codes(routes.map(plan.scrub)), `${end}.`],
  });
  return [
    ...(open.length === 0
      ? []
      : [
          decision(
            "public",
            5,
            "lets",
            open.map(([route]) => route),
            " be called without authorization",
          ),
        ]),
    ...(gone.length === 0 ? [] : [decision("contract", 25, "no longer serves", gone, ": its callers fail")]),
  ];
}

const METHODS = /^(?:get|put|post|delete|options|head|patch|trace|x-amazon-apigateway-any-method)$/;

/** By route, `GET /photos`, whether it asks for authorization; "Security Requirement Object", OpenAPI Specification. */
function routesOf(body: Json | undefined): ReadonlyMap<string, boolean> | undefined {
  const document = typeof body === "string" ? parsedJson(body) : undefined;
  if (!isJsonObject(document) || !isJsonObject(document.paths)) return undefined;
  const entries = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(isJsonObject(item) ? item : {})
      .filter(([method, operation]) => METHODS.test(method) && isJsonObject(operation))
      .map(([method, operation]): readonly [string, boolean] => [
        `${method.startsWith("x-") ? "ANY" : method.toUpperCase()} ${path}`,
        asksFor((operation as JsonObject).security ?? document.security),
      ]),
  );
  return new Map(entries);
}

/** An empty requirement among others makes them a matter of choice. */
const asksFor = (security: Json | undefined): boolean =>
  Array.isArray(security) &&
  security.length > 0 &&
  security.every((one: Json) => isJsonObject(one) && Object.keys(one).length > 0);
