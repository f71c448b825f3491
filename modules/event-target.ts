import type { TerraformProvider } from "cdktf";
import { UserError } from "../reporting/user-error.ts";
import { named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import type { EventBus } from "./event-bus.ts";
import type { TargetInput } from "./event-pattern/input-transformer.ts";
import type { EventRule } from "./event-rule.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { type PolicyStatement, statementId } from "./policy-document.ts";
import type { Queue } from "./queue.ts";
import type { StateMachine } from "./state-machine.ts";

/** How a target is called. */
export interface TargetOptions {
  /** Default: the whole event. */
  readonly input?: TargetInput;
  /** 0 to 185. Default: 8. */
  readonly maxRetries?: number;
  /** 60 to 86400. Default: 3600. */
  readonly maxEventAgeSeconds?: number;
}

/** What a rule needs to know of one of its targets. */
export interface EventTarget extends TargetOptions {
  readonly arn: string;
  /** What the rule's role must be allowed, for targets that EventBridge calls with a role. */
  readonly roleStatement?: PolicyStatement;
  /** Declares what else the pair of rule and target needs. `address` is the target's resource name. */
  readonly bind?: (rule: EventRule, address: string, provider: TerraformProvider | undefined) => void;
}

/** Starts an execution of a state machine for every event. */
export function stateMachineTarget(stateMachine: StateMachine, options: TargetOptions = {}): EventTarget {
  return { ...options, arn: stateMachine.arn, roleStatement: stateMachine.starting() };
}

/** Sends every event on to another bus. */
export function busTarget(bus: EventBus, options: TargetOptions = {}): EventTarget {
  const roleStatement = { sid: "PutEvents", actions: ["events:PutEvents"], resources: [bus.arn] };
  return { ...options, arn: bus.arn, roleStatement };
}

/** Puts every event into a queue. */
export function queueTarget(queue: Queue, options: TargetOptions = {}): EventTarget {
  return {
    ...options,
    arn: queue.arn,
    bind: (rule, address) => queue.allowRule(statementId("Rule", address), rule.arn),
  };
}

/** Calls a function with every event, without waiting for its answer. */
export function functionTarget(fn: LambdaFunction, options: TargetOptions = {}): EventTarget {
  return {
    ...options,
    arn: fn.arn,
    bind: (rule, address, provider) => {
      checkStatementId(rule, address);
      fn.expectAsyncCalls();
      const { LambdaPermission } = awsModule("lambda-permission");
      named(
        address,
        new LambdaPermission(rule, `permission-${address}`, {
          statementId: address,
          action: "lambda:InvokeFunction",
          functionName: fn.resource.functionName,
          qualifier: fn.alias.name,
          principal: "events.amazonaws.com",
          sourceArn: rule.arn,
          ...(provider && { provider }),
        }),
      );
    },
  };
}

/** "AddPermission" of Lambda takes no longer one. */
function checkStatementId(rule: EventRule, statementId: string): void {
  if (statementId.length <= 100) return;
  throw new UserError({
    at: rule.node.path,
    expected:
      "addresses of targets that are functions of at most 100 characters, Lambda's limit for a statement id",
    found: `${JSON.stringify(statementId)} (${statementId.length} characters)`,
    advice: "Give the rule or the target a shorter name.",
  });
}
