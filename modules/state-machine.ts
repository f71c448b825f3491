import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Account } from "./account.ts";
import { addressOf, named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { checkMachine } from "./check-machine.ts";
import type { EventBus } from "./event-bus.ts";
import { freeId } from "./free-id.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { createLogGroup, type LogProps } from "./log-group.ts";
import { physicalName } from "./physical-name.ts";
import type { PolicyStatement } from "./policy-document.ts";
import { ServiceRole } from "./service-role.ts";
import { terraformText } from "./terraform-text.ts";
import { compileWorkflow, type StateMachineDefinition } from "./workflow/compile-workflow.ts";
import { derivePermissions } from "./workflow/derive-permissions.ts";
import type { Workflow } from "./workflow/workflow.ts";

export interface StateMachineProps extends LogProps {
  readonly workflow: Workflow;
  /** What each function name in the workflow stands for. */
  readonly functions?: Readonly<Record<string, LambdaFunction>>;
  /** What each bus name in the workflow stands for. */
  readonly buses?: Readonly<Record<string, EventBus>>;
  /** Default: `STANDARD`; `EXPRESS` for short, frequent and repeatable work. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** Also logs the data that passes through, which may be personal. Default: false. */
  readonly logData?: boolean;
  readonly name?: string;
  readonly provider?: TerraformProvider;
}

/** A state machine that runs a workflow, with logs, traces and a role that may do what the definition calls. */
export class StateMachine extends Construct {
  readonly resource: SfnStateMachine;
  readonly role: ServiceRole;
  readonly logGroup: CloudwatchLogGroup;
  readonly definition: StateMachineDefinition;
  readonly #provider: { readonly provider?: TerraformProvider };

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, freeId(scope, id));
    this.#provider = props.provider === undefined ? {} : { provider: props.provider };
    const name = physicalName(this, { kind: "state machine", maxLength: 64, pattern: /^[\w-]+$/ }, props);
    this.definition = compileWorkflow(props.workflow, {
      partition: Account.of(this, props.provider).partition,
      functions: arnsOf(props.functions),
      buses: arnsOf(props.buses),
    });
    checkMachine(this, this.definition, props.type ?? "STANDARD");
    this.logGroup = createLogGroup(this, addressOf(this), `/aws/vendedlogs/states/${name}`, props);
    this.role = this.#createRole(name, props);
    this.resource = this.#createStateMachine(name, props);
  }

  get arn(): string {
    return this.resource.arn;
  }

  /** What a role needs to start executions. */
  starting(): PolicyStatement {
    return { sid: "StartExecutions", actions: ["states:StartExecution"], resources: [this.arn] };
  }

  #createRole(name: string, props: StateMachineProps): ServiceRole {
    const role = new ServiceRole(this, "role", {
      address: addressOf(this),
      name,
      service: "states.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": Account.of(this, props.provider).accountId } },
      ...this.#provider,
    });
    role.grant(
      ...derivePermissions(this.definition),
      {
        sid: "Trace",
        actions: [
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ],
        resources: ["*"], // X-Ray has no resources to name
      },
      {
        sid: "DeliverLogs",
        actions: [
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
        ],
        resources: ["*"], // log delivery takes no narrower one ("Logging using CloudWatch Logs" of Step Functions)
      },
    );
    return role;
  }

  #createStateMachine(name: string, props: StateMachineProps): SfnStateMachine {
    const { SfnStateMachine } = awsModule("sfn-state-machine");
    return named(
      addressOf(this),
      new SfnStateMachine(this, "machine", {
        name,
        type: props.type ?? "STANDARD",
        roleArn: this.role.arn,
        definition: terraformText(JSON.stringify(this.definition)),
        loggingConfiguration: {
          level: "ALL",
          includeExecutionData: props.logData ?? false,
          logDestination: `${this.logGroup.arn}:*`,
        },
        tracingConfiguration: { enabled: true },
        dependsOn: [this.role.policy],
        ...this.#provider,
      }),
    );
  }
}

function arnsOf(
  things: Readonly<Record<string, { readonly arn: string }>> = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, thing.arn]));
}
