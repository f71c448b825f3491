/** What other apps import: the constructs, and the languages that they take. */

export type { SizeBudget } from "../packaging/build-request.ts";
export { Bucket, type BucketProps } from "./bucket.ts";
export type { Expiration } from "./bucket-lifecycle.ts";
export { EncryptionKey, type EncryptionKeyProps } from "./encryption-key.ts";
export { EnvironmentStack } from "./environment-stack.ts";
export { EventBus, type EventBusProps } from "./event-bus.ts";
export type { EventPattern, FieldPatterns, Matcher, NumericRange } from "./event-pattern/event-pattern.ts";
export { inputPath, type TargetInput, transform } from "./event-pattern/input-transformer.ts";
export { type NewObjects, objectCreated } from "./event-pattern/object-created.ts";
export { EventRule, type EventRuleProps } from "./event-rule.ts";
export {
  busTarget,
  type EventTarget,
  functionTarget,
  queueTarget,
  stateMachineTarget,
  type TargetOptions,
} from "./event-target.ts";
export { LambdaFunction } from "./lambda-function.ts";
export type {
  CommandFunctionProps,
  LambdaFunctionProps,
  LambdaRuntime,
  NodeFunctionProps,
  PythonFunctionProps,
  PythonRuntime,
  ReadyFunctionProps,
} from "./lambda-function-props.ts";
export {
  LambdaLayer,
  type LambdaLayerProps,
  type NpmLayerProps,
  type SourceLayerProps,
} from "./lambda-layer.ts";
export type { PolicyStatement } from "./policy-document.ts";
export { Queue, type QueueProps } from "./queue.ts";
export { QueueSource, type QueueSourceProps } from "./queue-source.ts";
export { ServiceRole, type ServiceRoleProps } from "./service-role.ts";
export { SourceMaps, type SourceMapsProps } from "./source-maps.ts";
export { StateMachine, type StateMachineProps } from "./state-machine.ts";
export { synthesize } from "./synthesize.ts";
export {
  concatenated,
  conditional,
  type Expression,
  each,
  equals,
  greaterThan,
  isOneOf,
  jsonata,
  jsonText,
  not,
  product,
  type Reference,
  text,
  type Value,
} from "./workflow/expression.ts";
export type { Failure, RetryRule } from "./workflow/step.ts";
export { type LambdaTask, lambdaTask, Steps } from "./workflow/steps.ts";
export { type Workflow, workflow } from "./workflow/workflow.ts";
