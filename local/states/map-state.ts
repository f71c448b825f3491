import { runChildren } from "./distributed-map.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { innerBranch, innerPath, innerPlace } from "./inner-branch.ts";
import { isDistributed } from "./is-distributed.ts";
import { batchItems } from "./item-batcher.ts";
import { entriesOf } from "./item-formats.ts";
import { itemProcessor } from "./item-processor.ts";
import { type ReadItems, readItems } from "./item-reader.ts";
import { isJsonObject } from "./json-value.ts";
import { requireType } from "./jsonata-fields.ts";
import { firstMapRunAttempt, needsNewMapRun, redrivenMapRun } from "./map-run-attempt.ts";
import { checkPayload } from "./payload-limit.ts";
import { recordIteration } from "./record-iteration.ts";
import { recordWork } from "./record-work.ts";
import { runTogether } from "./run-together.ts";
import { numberSetting } from "./settings.ts";
import type { StateBehaviour, StateRun } from "./state-run.ts";
import { nextOf } from "./transition.ts";

/** The most iterations that run at the same time in inline mode, whatever `MaxConcurrency` says. */
const MOST_AT_ONCE = 40;

/**
 * Follows "Using Map state in Inline mode in Step Functions workflows" and "Using Map state in Distributed mode for large-scale
 * parallel workloads in Step Functions".
 */
export const mapState: StateBehaviour = async (run) => {
  const { machine, name: stateName, signal, trail } = run;
  const isApart = isDistributed(run.state);
  const { length, perform } = await (isApart ? mapRunOrRedrive(run) : iterations(run));
  const maxConcurrency = await numberSetting(run, "MaxConcurrency", 0);
  run.inspect?.("maxConcurrency", maxConcurrency);
  try {
    const work = { work: "MapState", stateName, started: { length }, signal } as const;
    const result = await recordWork(trail, work, (startedId) => perform(maxConcurrency, startedId));
    checkPayload(result, stateName);
    return { output: await run.dialect.finish(run, { result }), next: nextOf(run) };
  } catch (thrown) {
    if (isApart && needsNewMapRun(thrown)) machine.progress?.reachMapRun(innerPlace(run), undefined);
    throw thrown;
  }
};

/** What a Map state does with its items, and their number. */
interface MapWork {
  readonly length: number;
  readonly perform: (maxConcurrency: number, startedId: number) => Promise<unknown>;
}

async function iterations(run: StateRun): Promise<MapWork> {
  const read = await itemsOf(run);
  if (run.inspect !== undefined) await selectedItems(run, read);
  const perform: MapWork["perform"] = (limit, startedId) => iterateAll(run, read, limit, startedId);
  return { length: read.items.length, perform };
}

/** A Map Run that is redriven takes the items that it had: nothing is read again. */
async function mapRunOrRedrive(run: StateRun): Promise<MapWork> {
  const earlier = run.machine.progress?.resumeMapRun(innerPlace(run));
  if (earlier !== undefined) {
    return {
      length: earlier.itemCount,
      perform: async (limit) => runChildren(run, redrivenMapRun(earlier), limit),
    };
  }
  const read = await itemsOf(run);
  const { length } = read.items;
  const perform: MapWork["perform"] = async (limit) =>
    runChildren(run, firstMapRunAttempt(run, await childInputs(run, read), length), limit);
  return { length, perform };
}

async function itemsOf(run: StateRun): Promise<ReadItems> {
  const { ItemReader } = run.state;
  if (isJsonObject(ItemReader)) return readItems(run, ItemReader);
  const setting = await run.dialect.setting(run, "Items");
  const value = setting === undefined ? run.dialect.effectiveInput(run) : setting.value;
  if (Array.isArray(value)) {
    if (run.dialect.queryLanguage === "JSONPath") run.inspect?.("afterItemsPath", value);
    return { items: value, source: "STATE_DATA" };
  }
  if (setting !== undefined && isJsonObject(value) && takesObjects(run)) {
    return { items: entriesOf(value), source: "STATE_DATA", areEntries: true };
  }
  if (run.dialect.queryLanguage === "JSONata") requireType(value, "array", "Items", run.state.Items);
  throw new EvaluationError(
    "States.Runtime",
    `Reference path "${setting?.text ?? "$"}" must point to array.`,
  );
}

/** Children may get the fields of an object one by one, with their names. */
function takesObjects({ state }: StateRun): boolean {
  return isDistributed(state) && state.ItemBatcher === undefined;
}

/** What each child execution is to get. */
async function childInputs(run: StateRun, read: ReadItems): Promise<readonly unknown[]> {
  const selected = await selectedItems(run, read);
  const { ItemBatcher } = run.state;
  if (!isJsonObject(ItemBatcher)) return selected;
  const batches = await batchItems(run, ItemBatcher, selected);
  run.inspect?.("afterItemBatcher", batches);
  return batches;
}

async function selectedItems(
  run: StateRun,
  { items, source, areEntries = false }: ReadItems,
): Promise<readonly unknown[]> {
  const selected: unknown[] = [];
  const origin = isDistributed(run.state) && { Source: source };
  for (const [Index, Value] of items.entries()) {
    const item = areEntries && isJsonObject(Value) ? Value : { Value };
    const context = { ...run.context, Map: { Item: { Index, ...item, ...origin } } };
    selected.push(await selectItem({ ...run, context }, Value));
  }
  if (selectorOf(run) !== undefined) run.inspect?.("afterItemSelector", selected);
  return selected;
}

async function iterateAll(
  run: StateRun,
  { items }: ReadItems,
  maxConcurrency: number,
  startedId: number,
): Promise<readonly unknown[]> {
  const limit = maxConcurrency === 0 ? MOST_AT_ONCE : Math.min(maxConcurrency, MOST_AT_ONCE);
  const failures: (() => void)[] = [];
  const onFailure = (record: () => void) => failures.push(record);
  const jobs = items.map(
    (item, index) => (signal: AbortSignal) => iterate(run, { item, index, startedId, onFailure }, signal),
  );
  try {
    return await runTogether(jobs, limit, run.signal);
  } catch (thrown) {
    failures[0]?.();
    throw thrown;
  }
}

interface Iteration {
  readonly item: unknown;
  readonly index: number;
  /** The event that started the Map state. */
  readonly startedId: number;
  readonly onFailure: (record: () => void) => void;
}

async function iterate(
  run: StateRun,
  { item, index, startedId, onFailure }: Iteration,
  signal: AbortSignal,
): Promise<unknown> {
  const { machine, name, state } = run;
  const context = { ...run.context, Map: { Item: { Index: index, Value: item } } };
  const path = innerPath(run, index);
  const done = machine.progress?.outputOf(path);
  if (done !== undefined) return done.output;
  const trail = run.trail.fork(path, startedId);
  return recordIteration(trail, { name, index, signal, onFailure }, async () => {
    const input = await selectItem({ ...run, context }, item);
    const definition = itemProcessor(state);
    return machine.runBranch(innerBranch(run, { definition, input, signal, context, trail }));
  });
}

/** The item as the state hands it on. */
async function selectItem(run: StateRun, item: unknown): Promise<unknown> {
  const selector = selectorOf(run);
  return selector === undefined ? item : run.dialect.fill(run, selector, "ItemSelector");
}

/** "Parameters" is the name that `ItemSelector` had before. */
function selectorOf({ state: { ItemSelector, Parameters } }: StateRun): unknown {
  return ItemSelector ?? Parameters;
}
