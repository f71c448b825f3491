import { isActivity } from "./activity-arn.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isDistributed } from "./is-distributed.ts";
import type { JsonObject } from "./json-value.ts";

type Pattern = "sync" | "sync:2" | "waitForTaskToken";

interface Integration {
  /** Undefined where a definition may call them all. */
  readonly actions?: readonly string[];
  /** What may stand behind an action, where it is more than the call alone. */
  readonly patterns: readonly Pattern[];
}

const CALL: readonly Pattern[] = [];
const JOB: readonly Pattern[] = ["sync"];
const TOKEN: readonly Pattern[] = ["waitForTaskToken"];

/** The services of "Integrating optimized services with Step Functions". */
const OPTIMIZED: Readonly<Record<string, Integration>> = {
  apigateway: { actions: ["invoke"], patterns: TOKEN },
  athena: { patterns: JOB },
  batch: { actions: ["submitJob"], patterns: JOB },
  bedrock: { patterns: [...JOB, ...TOKEN] },
  codebuild: { patterns: JOB },
  databrew: { actions: ["startJobRun"], patterns: JOB },
  dynamodb: { actions: ["getItem", "putItem", "updateItem", "deleteItem"], patterns: CALL },
  ecs: { actions: ["runTask"], patterns: [...JOB, ...TOKEN] },
  eks: { patterns: [...JOB, ...TOKEN] },
  elasticmapreduce: { patterns: JOB },
  "emr-containers": { patterns: JOB },
  "emr-serverless": { patterns: JOB },
  events: { actions: ["putEvents"], patterns: TOKEN },
  glue: { actions: ["startJobRun"], patterns: JOB },
  http: { actions: ["invoke"], patterns: CALL },
  lambda: { actions: ["invoke"], patterns: TOKEN },
  mediaconvert: { actions: ["createJob"], patterns: JOB },
  sagemaker: { patterns: JOB },
  sns: { actions: ["publish"], patterns: TOKEN },
  sqs: { actions: ["sendMessage"], patterns: TOKEN },
  states: { actions: ["startExecution"], patterns: ["sync", "sync:2", ...TOKEN] },
};

/** Every action of every service, by its name in the SDK. */
const SDK: Integration = { patterns: TOKEN };

// The partition may be one that Terraform fills in.
const INTEGRATION = /^arn:[^:]*:states:::(aws-sdk:)?([^:]+):([^.:]+)(?:\.(.+))?$/;

export type StateMachineType = "STANDARD" | "EXPRESS";

/** Throws UserError where a state asks for what Step Functions does not offer to this type of state machine. */
export function checkResource(state: JsonObject, place: string, type: StateMachineType): void {
  const { Type, Resource } = state;
  if (type === "EXPRESS" && isDistributed(state)) {
    throw definitionError(place, "a Map state in inline mode in an Express workflow", "distributed mode", {
      message: "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
      at: `${place}/${state.Iterator === undefined ? "ItemProcessor" : "Iterator"}/ProcessorConfig/Mode`,
    });
  }
  if (Type !== "Task" || typeof Resource !== "string") return;
  if (!/^arn:|\$\{/.test(Resource)) {
    const expected = 'an ARN, such as "arn:aws:states:::lambda:invoke"';
    const says = { message: "Value is not a valid resource ARN" };
    throw definitionError(`${place}/Resource`, expected, inWords(Resource), says);
  }
  const [, sdk, service = "", action = "", pattern] = INTEGRATION.exec(Resource) ?? [];
  if (service !== "") checkIntegration({ sdk, service, action, pattern }, Resource, place);
  if (type === "EXPRESS" && isActivity(Resource)) {
    const says = { message: "Express state machine does not support Activity ARN" };
    throw definitionError(`${place}/Resource`, "no activity in an Express workflow", inWords(Resource), says);
  }
  if (type === "EXPRESS" && pattern !== undefined) {
    const says = { message: `Express state machine does not support '.${pattern}' service integration` };
    throw definitionError(
      `${place}/Resource`,
      `no .${pattern} in an Express workflow`,
      inWords(Resource),
      says,
    );
  }
}

interface Called {
  readonly sdk: string | undefined;
  readonly service: string;
  readonly action: string;
  readonly pattern: string | undefined;
}

function checkIntegration({ sdk, service, action, pattern }: Called, resource: string, place: string): void {
  const known = Object.hasOwn(OPTIMIZED, service) ? OPTIMIZED[service] : undefined;
  const { actions, patterns } = sdk === undefined ? (known ?? NO_SERVICE) : SDK;
  if (actions !== undefined && !actions.includes(action)) {
    const offered = actions.map((one) => `${service}:${one}, `).join("");
    const expected = offered === "" ? "a call through aws-sdk" : `${offered}or a call through aws-sdk`;
    throw definitionError(`${place}/Resource`, expected, inWords(resource), notRecognized(resource));
  }
  if (pattern === undefined || patterns.some((one) => one === pattern)) return;
  const offered = patterns.map((one) => ` or .${one}`).join("");
  throw definitionError(
    `${place}/Resource`,
    `the call alone${offered}`,
    inWords(resource),
    notRecognized(resource),
  );
}

function notRecognized(resource: string) {
  const problem = "The value is not a valid resource ARN, or the resource is not available in this region.";
  return { message: `The resource provided ${resource} is not recognized. ${problem}` };
}

const NO_SERVICE: Integration = { actions: [], patterns: CALL };
