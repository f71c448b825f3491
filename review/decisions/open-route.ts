import type { PlanView } from "../changes/plan-view.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** A new route that asks for nothing, of an API that was there and whose other routes do ask. */
export function openRoute(change: ResourceChange, view: PlanView): string | undefined {
  if (change.action !== "create" || !isOpen(change.after) || !isMethod(change.after)) return undefined;
  const api = apiOf(change);
  if (api === undefined) return undefined;
  const asks = view.plan.changes.some(
    (other) =>
      other.type === change.type &&
      other.action !== "create" &&
      apiOf(other) === api &&
      asksForMore(other.after),
  );
  return asks ? "can be called without authorization, which other routes of its API ask for" : undefined;
}

type Side = ResourceChange["after"];

const authorization = (side: Side): unknown => side?.authorization_type ?? side?.authorization ?? "NONE";

const isOpen = (side: Side): boolean => authorization(side) === "NONE" && side?.api_key_required !== true;

const asksForMore = (side: Side): boolean => side !== undefined && !isOpen(side) && isMethod(side);

/** Browsers ask OPTIONS without credentials, and of a WebSocket only `$connect` can ask for authorization. */
function isMethod(side: Side): boolean {
  const route = side?.route_key ?? side?.http_method;
  return (
    typeof route === "string" &&
    (route === "$default" || (/^[A-Z]+(?: \/|$)/.test(route) && !route.startsWith("OPTIONS")))
  );
}

const apiOf = ({ after }: ResourceChange): string | undefined => {
  const id = after?.api_id ?? after?.rest_api_id;
  return typeof id === "string" ? id : undefined;
};
