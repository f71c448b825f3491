import assert from "node:assert/strict";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import type { TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Bucket } from "../../modules/bucket.ts";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { EventBus } from "../../modules/event-bus.ts";
import { EventRule } from "../../modules/event-rule.ts";
import { functionTarget, queueTarget, stateMachineTarget } from "../../modules/event-target.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { Queue } from "../../modules/queue.ts";
import { QueueSource } from "../../modules/queue-source.ts";
import { StateMachine } from "../../modules/state-machine.ts";
import { workflow } from "../../modules/workflow/workflow.ts";
import { fixture } from "./fixture.ts";
import { declareStack, type StackJson, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

const TELL = { bus: "news", source: "app", detailType: "Told", detail: () => ({}) };
const FLOW = workflow({}, (steps) => steps.putEvent("Tell", TELL));

/** One of every construct, bound to each other. */
class Everything extends Construct {
  constructor(scope: Construct, id: string, aws?: TerraformProvider) {
    super(scope, id);
    const provider = aws && { provider: aws };
    const encryptionKey = new EncryptionKey(this, "secret", { ...provider });
    const shared = { encryptionKey, ...provider };
    new Bucket(this, "photos", { sendEvents: true, ...shared });
    const kit = new LambdaLayer(this, "kit", { source: fixture("kit"), ...provider });
    const ms = new LambdaLayer(this, "ms", { npm: fixture("ms-layer"), ...provider });
    const entry = fixture("sharing/handler.ts");
    const hello = new LambdaFunction(this, "hello", { entry, layers: [ms, kit], ...shared });
    const jobs = new Queue(this, "jobs", { visibilityTimeoutSeconds: 60, ...shared });
    new QueueSource(this, "feed", { queue: jobs, function: hello, ...provider });
    const news = new EventBus(this, "news", { archiveDays: 1, ...provider });
    const flow = new StateMachine(this, "flow", { workflow: FLOW, buses: { news }, ...shared });
    new EventRule(this, "every", {
      bus: news,
      pattern: { source: ["app"] },
      targets: { call: functionTarget(hello), keep: queueTarget(jobs), run: stateMachineTarget(flow) },
      ...provider,
    });
  }
}

/** The addresses of a block, such as `aws_sqs_queue.jobs`. */
function addresses(blocks: StackJson["resource"]): readonly string[] {
  return Object.entries(blocks).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
}

describe("the constructs in one app", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  it("can be used twice in one stack, under different ids", () => {
    app.synth((root) =>
      declareStack(root, (stack) => {
        new Everything(stack, "one");
        new Everything(stack, "two");
      }),
    );
    const all = addresses(app.stack().resource);
    const one = all.filter((address) => address.includes(".one_"));
    const two = all.filter((address) => address.includes(".two_"));
    assert.equal(one.length, 40);
    assert.deepEqual(
      two,
      one.map((address) => address.replace(".one_", ".two_")),
    );
    assert.equal(all.length, one.length + two.length);
  });

  it("can be used in two stacks, which are built together and are alike but for the name", () => {
    app.synth((root) => {
      for (const name of ["blue", "green"]) {
        declareStack(root, (stack) => void new Everything(stack, "Default"), name);
      }
    });
    assert.equal(
      app.text("stacks/green/cdk.tf.json"),
      app.text("stacks/blue/cdk.tf.json").replaceAll("blue", "green"),
    );
    const files = [...app.files().keys()];
    const assets = (stack: string) =>
      files.filter((path) => path.startsWith(`stacks/${stack}/assets/`)).map((path) => path.split("/")[3]);
    assert.deepEqual(assets("blue"), ["hello.js.map", "hello.zip", "layer-kit.zip", "layer-ms.zip"]);
    assert.deepEqual(assets("green"), assets("blue"));
    const { artifacts } = JSON.parse(app.text("terraloom.manifest.json")) as {
      readonly artifacts: readonly { readonly id: string }[];
    };
    assert.deepEqual(
      artifacts.map(({ id }) => id),
      ["blue", "green"].flatMap((stack) => ["hello", "kit", "ms"].map((id) => `${stack}/Default/${id}`)),
    );
  });

  it("can be used with two providers: every resource and data source names its own", () => {
    app.synth((root) =>
      declareStack(root, (stack) => {
        const west = new AwsProvider(stack, "west", { region: "us-west-2", alias: "west" });
        new Everything(stack, "here");
        new Everything(stack, "there", west);
      }),
    );
    const { resource, data } = app.stack();
    for (const [address, { provider }] of entries(resource)) {
      assert.equal(provider, address.includes(".there_") ? "aws.west" : undefined, address);
    }
    assert.deepEqual(data, {
      aws_caller_identity: { current: {}, current_west: { provider: "aws.west" } },
      aws_partition: { current: {}, current_west: { provider: "aws.west" } },
      aws_region: { current: {}, current_west: { provider: "aws.west" } },
    });
    const theirs = entries(resource).filter(([address]) => address.includes(".there_"));
    assert.equal(theirs.length, 40);
    assert.doesNotMatch(JSON.stringify(theirs), /\.current\./);
  });

  it("are the same in every order of declaration, byte for byte", () => {
    const parts: readonly ((
      stack: TerraformStack,
      shared: { readonly bus: EventBus; readonly jobs: Queue },
    ) => void)[] = [
      (stack) => new Bucket(stack, "photos", { sendEvents: true }),
      (stack) => new LambdaLayer(stack, "kit", { source: fixture("kit") }),
      (stack) => new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts") }),
      (stack, { bus, jobs }) =>
        new EventRule(stack, "every", {
          bus,
          pattern: { source: ["a"] },
          targets: { jobs: queueTarget(jobs) },
        }),
      (stack, { bus, jobs }) =>
        new EventRule(stack, "some", {
          bus,
          pattern: { source: ["b"] },
          targets: { jobs: queueTarget(jobs) },
        }),
      (stack) =>
        new StateMachine(stack, "flow", { workflow: workflow({}, (steps) => steps.succeed("Done")) }),
      (stack, { jobs }) =>
        jobs.allowRule(`Rule${stack.node.id}`, "arn:aws:events:eu-west-1:123456789012:rule/x"),
    ];
    const texts = [parts, parts.toReversed()].map((ordered) => {
      app.synth((root) =>
        declareStack(root, (stack) => {
          const shared = { bus: new EventBus(stack, "news"), jobs: new Queue(stack, "jobs") };
          for (const part of ordered) part(stack, shared);
        }),
      );
      return app.text("stacks/app/cdk.tf.json") + app.text("terraloom.manifest.json");
    });
    assert.equal(texts[0], texts[1]);
  });

  it("ask AWS for nothing at plan time but where they are", () => {
    app.synth((root) => declareStack(root, (stack) => void new Everything(stack, "Default")));
    assert.deepEqual(addresses(app.stack().data), [
      "aws_caller_identity.current",
      "aws_partition.current",
      "aws_region.current",
    ]);
  });
});

function entries(
  blocks: StackJson["resource"],
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  return Object.entries(blocks).flatMap(([type, named]) =>
    Object.entries(named).map(([name, block]) => [`${type}.${name}`, block] as const),
  );
}
