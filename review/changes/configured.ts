import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";

/** What the configuration says of a resource. */
export interface Configured {
  /** Names of the attributes and blocks that it sets; undefined if the plan does not hold its configuration. */
  attributes(address: string): ReadonlySet<string> | undefined;
  /** Addresses that an attribute refers to, as written: `aws_iam_role.charge`; empty for a constant. */
  references(address: string, attribute: string): readonly string[];
}

/** Reads the "Configuration Representation" of a plan. */
export function readConfigured(configuration: JsonObject): Configured {
  const resources = new Map<string, JsonObject>();
  addModule(configuration.root_module, "", resources);
  const find = (address: string): JsonObject | undefined => resources.get(withoutIndexes(address));
  return {
    attributes: (address) => {
      const expressions = find(address);
      return expressions === undefined ? undefined : new Set(Object.keys(expressions));
    },
    references: (address, attribute) => {
      const expressions = find(address);
      const expression =
        expressions !== undefined && Object.hasOwn(expressions, attribute)
          ? expressions[attribute]
          : undefined;
      const found =
        isJsonObject(expression) && Array.isArray(expression.references) ? expression.references : [];
      return found.filter((reference: Json) => typeof reference === "string");
    },
  };
}

function addModule(module: Json | undefined, prefix: string, resources: Map<string, JsonObject>): void {
  if (!isJsonObject(module)) return;
  for (const resource of Array.isArray(module.resources) ? module.resources : []) {
    if (
      isJsonObject(resource) &&
      typeof resource.address === "string" &&
      isJsonObject(resource.expressions)
    ) {
      resources.set(`${prefix}${resource.address}`, resource.expressions);
    }
  }
  if (!isJsonObject(module.module_calls)) return;
  for (const [name, call] of Object.entries(module.module_calls)) {
    if (isJsonObject(call)) addModule(call.module, `${prefix}module.${name}.`, resources);
  }
}

/** The configuration knows no instances: `module.a["x"].aws_sqs_queue.q[0]` is `module.a.aws_sqs_queue.q`. */
export const withoutIndexes = (address: string): string =>
  address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
