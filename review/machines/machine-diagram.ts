import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode, Mark } from "../page/document.ts";
import { collapseDiagram } from "./collapse-diagram.ts";
import type { JudgedState } from "./judge-states.ts";
import type { ScopePair, StatePair } from "./pair-scopes.ts";
import type { Scope, State } from "./scope.ts";
import { shortText } from "./short-text.ts";
import { isLast, type Transition, transitionsOf } from "./transitions.ts";

type Sides = Pick<ScopePair, "before" | "after" | "states">;

/** What is found while the scopes are walked through, outermost first. */
interface Drawing {
  readonly nodes: DiagramNode[];
  readonly edges: DiagramEdge[];
  readonly groups: DiagramGroup[];
  readonly marks: ReadonlyMap<StatePair, Mark>;
}

const START = "start";
const END = "end";

/** Both sides of a machine in one picture. Ids follow the order of the definition after. */
export function machineDiagram(machine: Sides, judged: readonly JudgedState[]): Diagram {
  const marks = new Map(judged.map(({ pair, mark }) => [pair, mark]));
  const drawing: Drawing = { nodes: [], edges: [], groups: [], marks };
  const whole = sidesMark(machine);
  const isMoved = whole === "same" && machine.before?.startAt !== machine.after?.startAt;
  drawing.nodes.push({ id: START, label: "Start", mark: isMoved ? "rerouted" : whole, shape: "start" });
  const ids = drawScope(drawing, machine, undefined, true);
  drawWays(drawing, START, startWays(machine.before, ids, ""), startWays(machine.after, ids, ""));
  drawing.nodes.push({ id: END, label: "End", mark: whole, shape: "end" });
  const { nodes, edges, groups } = drawing;
  return collapseDiagram({ nodes, edges, groups });
}

/** Draws the states of a scope and all inside; gives the ids by name. */
function drawScope(
  drawing: Drawing,
  scope: Sides,
  group: string | undefined,
  isWhole: boolean,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const pair of scope.states) {
    const id = `n${drawing.nodes.length}`;
    ids.set(pair.name, id);
    drawing.nodes.push(nodeOf(pair, id, drawing.marks.get(pair) ?? "same", group));
    for (const inner of pair.scopes) drawInner(drawing, pair, id, inner, group);
  }
  const ways = (state: State | undefined): readonly Transition[] => {
    const named = (state ? transitionsOf(state) : []).flatMap((way) => wayTo(ids, way));
    return state && isWhole && isLast(state) ? [...named, { to: END, label: "", reason: "" }] : named;
  };
  for (const { name, before, after } of scope.states) {
    drawWays(drawing, ids.get(name) ?? "", ways(before), ways(after));
  }
  return ids;
}

/** A branch or a processor: a group, to whose first state a way leads. */
function drawInner(
  drawing: Drawing,
  pair: StatePair,
  from: string,
  inner: ScopePair,
  outer: string | undefined,
): void {
  const isMap = (pair.after ?? pair.before)?.type === "Map";
  const label = isMap ? "each item" : `branch ${inner.place + 1}`;
  const id = `g${drawing.groups.length + 1}`;
  const place = drawing.groups.length;
  const firstInside = drawing.nodes.length;
  const group = {
    id,
    label: `${shortText(pair.name)}: ${label}`,
    ...(outer !== undefined && { group: outer }),
  };
  drawing.groups.push({ ...group, mark: "same" });
  const ids = drawScope(drawing, inner, id, false);
  const isChanged = drawing.nodes.slice(firstInside).some(({ mark }) => mark !== "same");
  const mark = sidesMark(inner);
  drawing.groups[place] = { ...group, mark: mark === "same" && isChanged ? "changed" : mark };
  drawWays(drawing, from, startWays(inner.before, ids, label), startWays(inner.after, ids, label));
}

function nodeOf(pair: StatePair, id: string, mark: Mark, group: string | undefined): DiagramNode {
  const was = pair.nameBefore === undefined ? "" : ` (was ${shortText(pair.nameBefore)})`;
  const shape = (pair.after ?? pair.before)?.type === "Choice" ? "choice" : "state";
  return { id, label: `${shortText(pair.name)}${was}`, mark, shape, ...(group !== undefined && { group }) };
}

/** Ways of both sides, each once: what is there after, then what is not any more. */
function drawWays(
  drawing: Drawing,
  from: string,
  before: readonly Transition[],
  after: readonly Transition[],
): void {
  const old = new Set(before.map(keyOf));
  const now = new Set(after.map(keyOf));
  const drawn = new Set<string>();
  for (const way of [...after, ...before]) {
    const key = keyOf(way);
    if (drawn.has(key)) continue;
    drawn.add(key);
    const mark = !old.has(key) ? "added" : now.has(key) ? "same" : "removed";
    drawing.edges.push({ from, to: way.to, label: way.label, mark });
  }
}

const keyOf = ({ to, reason }: Transition): string => `${to} ${reason}`;

const startWays = (
  scope: Scope | undefined,
  ids: ReadonlyMap<string, string>,
  label: string,
): readonly Transition[] =>
  scope?.startAt === undefined ? [] : wayTo(ids, { to: scope.startAt, label, reason: "" });

/** None to a state that is not there. */
function wayTo(ids: ReadonlyMap<string, string>, way: Transition): Transition[] {
  const to = ids.get(way.to);
  return to === undefined ? [] : [{ ...way, to }];
}

function sidesMark({ before, after }: Sides): "same" | "added" | "removed" {
  if (before === undefined) return after === undefined ? "same" : "added";
  return after === undefined ? "removed" : "same";
}
