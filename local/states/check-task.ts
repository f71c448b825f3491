import { isActivity } from "./activity-arn.ts";
import type { PlacedState } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";

const INTEGRATION = /^arn:[^:]*:states:::((?:aws-sdk:)?[^:]+:[^:.]+)/;

/**
 * What calls of services have to say, as "ValidateStateMachineDefinition" asks for it: measured in the public rules of cdk-preflight
 * ("pf-sfn-asl-integration-parameters"). The rest is left to the service.
 */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  "lambda:invoke": ["FunctionName"],
  "sqs:sendMessage": ["QueueUrl", "MessageBody"],
  "sns:publish": ["Message"],
  "dynamodb:putItem": ["TableName", "Item"],
  "dynamodb:getItem": ["TableName", "Key"],
  "states:startExecution": ["StateMachineArn"],
  "events:putEvents": ["Entries"],
  "ecs:runTask": ["TaskDefinition"],
  "glue:startJobRun": ["JobName"],
};

/** Throws DefinitionError where a task lacks what the call of its service needs, or has credentials that make none. */
export function checkTask({ state, place }: PlacedState, whole: unknown): void {
  const { Type, Resource, Credentials } = state;
  if (Type !== "Task" || typeof Resource !== "string") return;
  const isJsonata = (state.QueryLanguage ?? whole) === "JSONata";
  checkAll([
    () => checkCredentials(Credentials, Resource, place),
    () => checkArguments(state, isJsonata ? "Arguments" : "Parameters", place),
  ]);
}

function checkArguments(state: JsonObject, field: string, place: string): void {
  const Resource = String(state.Resource);
  const call = INTEGRATION.exec(Resource)?.[1];
  if (call === undefined) return;
  const given = state[field];
  if (given === undefined) {
    const message = `${field} field is required for resource ARN: ${Resource}`;
    throw definitionError(`${place}/${field}`, "what the call is given", "nothing", { message, at: place });
  }
  if (!isJsonObject(given) || !Object.hasOwn(REQUIRED, call)) return;
  const missing = REQUIRED[call]?.filter((name) => !isGiven(given, name)) ?? [];
  checkAll(missing.map((name) => () => refuseMissing(name, `${place}/${field}`)));
}

function checkCredentials(credentials: unknown, resource: string, place: string): void {
  if (credentials === undefined) return;
  const at = `${place}/Credentials`;
  if (isActivity(resource)) {
    const says = { message: "The field 'Credentials' is not supported for activities" };
    throw definitionError(at, "none for an activity", inWords(credentials), says);
  }
  if (isJsonObject(credentials) && !isGiven(credentials, "RoleArn")) refuseMissing("RoleArn", at);
}

function isGiven(of: JsonObject, name: string): boolean {
  return of[name] !== undefined || of[`${name}.$`] !== undefined;
}

function refuseMissing(name: string, place: string): never {
  const says = { message: `The field '${name}' is required but was missing`, at: place };
  throw definitionError(`${place}/${name}`, "a value", "nothing", says);
}
