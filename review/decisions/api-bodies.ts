import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { codes } from "../page/joined.ts";
import { isJsonObject, type Json, type JsonObject, parsedJson } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";

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
  const text = (lead: string, routes: readonly string[], end: string): Inline => [
    ...resourceName(change),
    ` ${lead} `,
    ...codes(routes.map(plan.scrub)),
    `${end}.`,
  ];
  const decisions: Decision[] = [];
  if (open.length > 0) {
    const opened = open.map(([route]) => route);
    const sentence = text("lets", opened, " be called without authorization");
    decisions.push(decisionAbout(change, { gate: "public", rank: 5, text: sentence }));
  }
  if (gone.length > 0) {
    const sentence = text("no longer serves", gone, ": its callers fail");
    decisions.push(decisionAbout(change, { gate: "contract", rank: 25, text: sentence }));
  }
  return decisions;
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
