import { definitionError, inWords } from "./definition-error.ts";
import type { JsonObject } from "./json-value.ts";

/**
 * The actions of "Integrating optimized services with Step Functions", for services of which a definition may call no others. Of all
 * other services, and those behind `aws-sdk`, every action is taken.
 */
const OPTIMIZED: Readonly<Record<string, readonly string[]>> = {
  apigateway: ["invoke"],
  batch: ["submitJob"],
  databrew: ["startJobRun"],
  dynamodb: ["getItem", "putItem", "updateItem", "deleteItem"],
  ecs: ["runTask"],
  events: ["putEvents"],
  glue: ["startJobRun"],
  http: ["invoke"],
  lambda: ["invoke"],
  mediaconvert: ["createJob"],
  sns: ["publish"],
  sqs: ["sendMessage"],
  states: ["startExecution"],
};

// The partition may be one that Terraform fills in.
const INTEGRATION = /^arn:[^:]*:states:::([^:]+):([^.:]+)/;
const ACTIVITY = /^arn:[^:]*:states:[^:]*:[^:]*:activity:/;

export type StateMachineType = "STANDARD" | "EXPRESS";

/** Throws UserError where a task calls what Step Functions does not offer to this type of state machine. */
export function checkResource({ Type, Resource }: JsonObject, place: string, type: StateMachineType): void {
  if (Type !== "Task" || typeof Resource !== "string") return;
  const [, service = "", action = ""] = INTEGRATION.exec(Resource) ?? [];
  const actions = Object.hasOwn(OPTIMIZED, service) ? OPTIMIZED[service] : undefined;
  if (actions !== undefined && !actions.includes(action)) {
    const known = actions.map((one) => `${service}:${one}`).join(", ");
    throw definitionError(`${place}.Resource`, `${known}, or a call through aws-sdk`, inWords(Resource));
  }
  if (type === "EXPRESS" && ACTIVITY.test(Resource)) {
    throw definitionError(`${place}.Resource`, "no activity in an Express workflow", inWords(Resource));
  }
}
