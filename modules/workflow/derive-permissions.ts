import { UserError } from "../../reporting/user-error.ts";
import type { StateMachineDefinition } from "./compile-workflow.ts";

/** What the role of a state machine must allow because of what its definition calls. */
export interface DerivedPermission {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
type Derive = (state: Json, name: string) => DerivedPermission;

/** The integrations whose permissions are known ("Integrating services with Step Functions"). */
const INTEGRATIONS: Readonly<Record<string, Derive>> = {
  "lambda:invoke": (state, name) => ({
    sid: "InvokeFunctions",
    actions: ["lambda:InvokeFunction"],
    resources: [argument(state, name, "FunctionName")],
  }),
  "events:putEvents": (state, name) => ({
    sid: "PutEvents",
    actions: ["events:PutEvents"],
    resources: eventBuses(state, name),
  }),
};

/**
 * The permissions for every task of a definition, in nested states too.
 *
 * @throws UserError for an integration whose permissions are not known, or a target that is only known at run time.
 */
export function derivePermissions(
  definition: Pick<StateMachineDefinition, "States">,
): readonly DerivedPermission[] {
  return tasksOf(definition).map(([name, state]) => {
    const resource = String(state.Resource);
    const derive = INTEGRATIONS[integrationOf(resource)];
    if (derive !== undefined) return derive(state, name);
    throw new UserError({
      at: `state "${name}"`,
      expected: `an ARN of one of the integrations ${Object.keys(INTEGRATIONS).join(", ")}`,
      found: resource,
      advice: "Its permissions cannot be derived: call it from a Lambda function instead.",
    });
  });
}

/** `lambda:invoke` of an integration's ARN in whatever partition, which Terraform may be the first to know. */
function integrationOf(resource: string): string {
  return /^arn:[^:]+:states:::(.+)$/.exec(resource)?.[1] ?? "";
}

function tasksOf(definition: { readonly States?: unknown }): readonly (readonly [string, Json])[] {
  return Object.entries((definition.States ?? {}) as Record<string, Json>).flatMap(([name, state]) => {
    if (state.Type === "Task") return [[name, state] as const];
    const nested = [...((state.Branches as Json[] | undefined) ?? []), (state.ItemProcessor as Json) ?? {}];
    return nested.flatMap(tasksOf);
  });
}

function eventBuses(state: Json, name: string): readonly string[] {
  const entries = (state.Arguments as { Entries?: readonly Json[] } | undefined)?.Entries ?? [];
  return entries.map((entry) => fixed(entry.EventBusName, name, "EventBusName"));
}

function argument(state: Json, name: string, key: string): string {
  return fixed((state.Arguments as Json | undefined)?.[key], name, key);
}

function fixed(value: unknown, state: string, key: string): string {
  if (typeof value === "string" && !value.startsWith("{%")) return value;
  throw new UserError({
    at: `state "${state}"`,
    expected: `a fixed ${key}, so that the role can be limited to it`,
    found: JSON.stringify(value) ?? "none",
    advice: "Name it in the definition, or choose between several states.",
  });
}
