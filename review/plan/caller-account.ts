import { isJsonObject, type Json, type JsonObject } from "./json.ts";

/**
 * The account that a plan was made for, as `aws_caller_identity` says in its state before; undefined of a plan that does not read it, or
 * that has several ("State Representation", Terraform documentation).
 */
export function callerAccount(plan: JsonObject): string | undefined {
  const values = isJsonObject(plan.prior_state) ? plan.prior_state.values : undefined;
  const found = new Set<string>();
  const modules = isJsonObject(values) ? [values.root_module] : [];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    if (!isJsonObject(module)) continue;
    for (const resource of list(module.resources)) addAccount(resource, found);
    modules.push(...list(module.child_modules));
  }
  return found.size === 1 ? [...found][0] : undefined;
}

function addAccount(resource: Json, found: Set<string>): void {
  if (!isJsonObject(resource) || resource.type !== "aws_caller_identity") return;
  const account = isJsonObject(resource.values) ? resource.values.account_id : undefined;
  if (typeof account === "string" && /^\d{12}$/.test(account)) found.add(account);
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
