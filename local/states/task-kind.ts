import type { EventDetails, HistoryEventType, TaskFamily } from "./history-event.ts";

/** What the `Resource` of a Task state says. */
export interface TaskKind {
  /** In whose words the history tells of it. */
  readonly family: TaskFamily;
  readonly events: TaskEvents;
  /** How the history names the service and its action; nothing for functions and activities, which are named once, by their ARN. */
  readonly details: EventDetails;
  /** When the task is over: with the answer, with the job that the answer tells of, or when somebody sends back its token. */
  readonly isOverWith: "answer" | "job" | "token";
}

/** The types of the events in which the history tells of a task. */
interface TaskEvents {
  readonly scheduled: HistoryEventType;
  readonly started: HistoryEventType;
  readonly succeeded: HistoryEventType;
  readonly failed: HistoryEventType;
  readonly timedOut: HistoryEventType;
}

const FUNCTION = /^arn:aws[^:]*:lambda:/;
const ACTIVITY = /^arn:aws[^:]*:states:[^:]+:[^:]*:activity:/;
const INTEGRATION = /^arn:aws[^:]*:states:::(aws-sdk:[^:]+|[^:]+):(.+)$/;

const kinds = new Map<string, TaskKind>();

/** Read once for each resource: an execution may call it thousands of times. */
export function taskKind(resource: string): TaskKind {
  const known = kinds.get(resource);
  if (known !== undefined) return known;
  const kind = readKind(resource);
  kinds.set(resource, kind);
  return kind;
}

function readKind(resource: string): TaskKind {
  const family = familyOf(resource);
  const events = eventsOf(family);
  if (family === "LambdaFunction") return { family, events, details: {}, isOverWith: "answer" };
  if (family === "Activity") return { family, events, details: {}, isOverWith: "token" };
  const [, resourceType, action] = INTEGRATION.exec(resource) ?? [];
  const isNamed = resourceType !== undefined && action !== undefined;
  const details = isNamed ? { resourceType, resource: action } : { resource };
  return { family, events, details, isOverWith: overWith(resource) };
}

function familyOf(resource: string): TaskFamily {
  if (FUNCTION.test(resource)) return "LambdaFunction";
  return ACTIVITY.test(resource) ? "Activity" : "Task";
}

function eventsOf(family: TaskFamily): TaskEvents {
  return {
    scheduled: `${family}Scheduled`,
    started: `${family}Started`,
    succeeded: `${family}Succeeded`,
    failed: `${family}Failed`,
    timedOut: `${family}TimedOut`,
  };
}

function overWith(resource: string): TaskKind["isOverWith"] {
  if (resource.endsWith(".waitForTaskToken")) return "token";
  return /\.sync(:2)?$/.test(resource) ? "job" : "answer";
}
