import assert from "node:assert/strict";
import { App } from "cdktf";
import { Construct } from "constructs";
import { Bucket } from "../../modules/bucket.ts";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { EnvironmentStack } from "../../modules/environment-stack.ts";
import { EventBus } from "../../modules/event-bus.ts";
import { EventRule } from "../../modules/event-rule.ts";
import { queueTarget } from "../../modules/event-target.ts";
import { ImagePipeline } from "../../modules/image-pipeline/image-pipeline.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { Queue } from "../../modules/queue.ts";
import { QueueSource } from "../../modules/queue-source.ts";
import { ServiceRole } from "../../modules/service-role.ts";
import { StateMachine } from "../../modules/state-machine.ts";
import { workflow } from "../../modules/workflow/workflow.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";

const ENTRY = { entry: fixture("hello/handler.ts") };
const DONE = { workflow: workflow({}, (steps) => steps.succeed("Done")) };
const ROLE = { address: "it", name: "it", service: "lambda.amazonaws.com" };

/** Every construct, declared with an id. */
const CONSTRUCTS: Readonly<Record<string, (scope: Construct, id: string) => Construct>> = {
  Bucket: (scope, id) => new Bucket(scope, id),
  EncryptionKey: (scope, id) => new EncryptionKey(scope, id),
  EventBus: (scope, id) => new EventBus(scope, id),
  EventRule: (scope, id) => {
    const jobs = queueTarget(new Queue(scope, "jobs"));
    return new EventRule(scope, id, { pattern: { source: ["x"] }, targets: { jobs } });
  },
  ImagePipeline: (scope, id) => new ImagePipeline(scope, id),
  LambdaFunction: (scope, id) => new LambdaFunction(scope, id, ENTRY),
  LambdaLayer: (scope, id) => new LambdaLayer(scope, id, { source: fixture("kit") }),
  Queue: (scope, id) => new Queue(scope, id),
  QueueSource: (scope, id) => {
    const queue = new Queue(scope, "jobs", { visibilityTimeoutSeconds: 60 });
    return new QueueSource(scope, id, { queue, function: new LambdaFunction(scope, "hello", ENTRY) });
  },
  ServiceRole: (scope, id) => new ServiceRole(scope, id, ROLE),
  StateMachine: (scope, id) => new StateMachine(scope, id, DONE),
};

describe("an id", () => {
  for (const [name, declare] of Object.entries(CONSTRUCTS)) {
    it(`that is taken is refused to a ${name}, with what has it`, () => {
      refuses(
        'app: Expected one construct with the id "taken", but found app/taken there already. ' +
          "Give one of the two another id.",
        (stack) => {
          new Construct(stack, "taken");
          declare(stack, "taken");
        },
      );
    });
  }

  it("that is taken is refused to the stack of an environment, too", () => {
    const app = new App({ stackTraces: false });
    new Construct(app, "images");
    assert.throws(() => new EnvironmentStack(app, "images", {} as never), {
      name: "UserError",
      message:
        'the app: Expected one construct with the id "images", but found images there already. ' +
        "Give one of the two another id.",
    });
  });
});
