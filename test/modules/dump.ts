import { synthesizedStack, declareStack, temporaryApp } from "./synthesized-app.ts";
import { Bucket } from "../../modules/bucket.ts";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { EventBus } from "../../modules/event-bus.ts";
import { EventRule } from "../../modules/event-rule.ts";
import { functionTarget, queueTarget, stateMachineTarget, busTarget } from "../../modules/event-target.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { Queue } from "../../modules/queue.ts";
import { QueueSource } from "../../modules/queue-source.ts";
import { StateMachine } from "../../modules/state-machine.ts";
import { workflow } from "../../modules/workflow/workflow.ts";
import { lambdaTask } from "../../modules/workflow/steps.ts";
import type { TerraformStack } from "cdktf";
const fixture = (n: string) => new URL(`../fixtures/modules/${n}`, import.meta.url);
const cases: Record<string, (s: TerraformStack) => void> = {
  bucket: (s) => { new Bucket(s, "photos"); },
  bucketAll: (s) => { new Bucket(s, "photos", { name: "my-photos", sendEvents: true, forceDestroy: true, noncurrentDays: 7, expirations: [{prefix:"working/tmp/", days:1},{prefix:"a/",days:2}], encryptionKey: new EncryptionKey(s, "key") }); },
  key: (s) => { const k = new EncryptionKey(s, "photos", {deletionWindowDays: 7, name: "x"}); k.allowLogs(); k.allowEvents(); },
  bus: (s) => { new EventBus(s, "news"); new EventBus(s, "more", {name:"n", description:"d", archiveDays: 0}); },
  queue: (s) => { const key = new EncryptionKey(s, "key"); new Queue(s, "jobs", {name:"work", encryptionKey: key, visibilityTimeoutSeconds: 60, messageRetentionSeconds: 60, maxReceiveCount: 5}); },
  fn: (s) => { new LambdaFunction(s, "hello", {entry: fixture("hello/handler.ts")}); },
  fnAll: (s) => { const key = new EncryptionKey(s, "key"); const kit = new LambdaLayer(s, "kit", {source: fixture("kit")}); const ms = new LambdaLayer(s, "ms", {npm: fixture("ms-layer")}); const f = new LambdaFunction(s, "hello", {entry: fixture("sharing/handler.ts"), encryptionKey: key, layers: [ms, kit], description: "d", memoryMb: 512, timeoutSeconds: 30, environment: {A:"b"}, runtime: "nodejs24.x", reservedConcurrency: 3, name: "n", logRetentionDays: 7}); f.expectAsyncCalls(); },
  rule: (s) => {
    const bus = new EventBus(s, "news"); const key = new EncryptionKey(s, "key");
    const fn = new LambdaFunction(s, "hello", {entry: fixture("hello/handler.ts")});
    const q = new Queue(s, "jobs", {encryptionKey: key});
    const sm = new StateMachine(s, "flow", { workflow: workflow<{}>({}, (st) => st.task("T", lambdaTask<{}, {}>("hello"), {input: () => ({})}).putEvent("E", {bus: "news", source: "s", detailType: "d", detail: () => ({})})), functions: {hello: fn}, buses: { news: bus } });
    new EventRule(s, "every", { pattern: {source: ["x"]}, targets: { call: functionTarget(fn, {input: {path: "$.detail"}}), queue: queueTarget(q, {input: {constant: {a: "${b}"}}, maxRetries: 0, maxEventAgeSeconds: 60}), run: stateMachineTarget(sm, {input: {paths: {a: "$.a"}, template: '{"a":<a>}'}}), on: busTarget(bus) } });
    new EventRule(s, "some", { bus, name: "n", description: "d", undelivered: q, pattern: {source: ["x"]}, targets: { call: functionTarget(fn) } });
    new QueueSource(s, "feed", { queue: new Queue(s, "in", {visibilityTimeoutSeconds: 60}), function: fn });
  },
};
for (const name of process.argv.slice(2)) {
  const { resource, data } = synthesizedStack(cases[name] as any);
  console.log(name, JSON.stringify({ resource, data }, null, 1));
}
