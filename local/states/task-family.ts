import type { EventDetails, TaskFamily } from "./history-event.ts";

const FUNCTION = /^arn:aws[^:]*:lambda:/;
const ACTIVITY = /^arn:aws[^:]*:states:[^:]+:[^:]*:activity:/;
const INTEGRATION = /^arn:aws[^:]*:states:::(aws-sdk:[^:]+|[^:]+):(.+)$/;

/** In whose words the history tells of a task with this `Resource`. */
export function taskFamily(resource: string): TaskFamily {
  if (FUNCTION.test(resource)) return "LambdaFunction";
  return ACTIVITY.test(resource) ? "Activity" : "Task";
}

/** How the history names a service and its action; a function and an activity have their ARN, where the task is scheduled. */
export function resourceDetails(resource: string): EventDetails {
  const [, resourceType, action] = INTEGRATION.exec(resource) ?? [];
  return resourceType === undefined || action === undefined
    ? { resource }
    : { resourceType, resource: action };
}

/** Whether the task is over only when somebody sends back its token. */
export function waitsForToken(resource: string): boolean {
  return resource.endsWith(".waitForTaskToken") || ACTIVITY.test(resource);
}
