import { canonicalBody } from "./canonical-text.ts";
import { compareStates } from "./compare-states.ts";
import { IMPORTANCE } from "./finding.ts";
import type { JudgedState, RankedChange } from "./judge-states.ts";
import { shortText } from "./short-text.ts";

/** Both places of a state that stands among other states now. */
interface Move {
  readonly from: JudgedState;
  readonly to: JudgedState;
}

/**
 * A state that is gone in one place and comes in another, such as into a branch, is said to have moved: names are unique in a machine.
 * The marks stay, for both places are in the diagram.
 */
export function sayMoved(judged: readonly JudgedState[]): readonly JudgedState[] {
  const gone = onlyOnes(judged, "removed");
  const come = onlyOnes(judged, "added");
  return judged.map((state) => {
    const from = gone.get(state.pair.name);
    const to = come.get(state.pair.name);
    if (from === undefined || to === undefined || (state !== from && state !== to)) return state;
    return { ...state, changes: state === from ? leavingWords({ from, to }) : arrivingWords({ from, to }) };
  });
}

function onlyOnes(
  judged: readonly JudgedState[],
  mark: "removed" | "added",
): ReadonlyMap<string, JudgedState | undefined> {
  const found = new Map<string, JudgedState | undefined>();
  for (const state of judged) {
    if (state.mark === mark) found.set(state.pair.name, found.has(state.pair.name) ? undefined : state);
  }
  return found;
}

const leavingWords = ({ from, to }: Move): readonly RankedChange[] => [
  {
    kind: "removed",
    state: from.pair.path,
    text: `${shortText(from.pair.name)} moves ${placeWords(from, to)}`,
    importance: IMPORTANCE.route,
  },
];

function arrivingWords({ from, to }: Move): readonly RankedChange[] {
  const { name, path: state, after } = to.pair;
  const { before } = from.pair;
  if (before === undefined || after === undefined) return to.changes;
  const isSame = canonicalBody(before) === canonicalBody(after);
  const around = { before: from.around.before, after: to.around.after };
  const differing = isSame ? [] : compareStates(name, before, after, around);
  const text = `${shortText(name)} comes ${placeWords(from, to)}${isSame ? ", unchanged" : ""}`;
  return [
    { kind: "added", state, text, importance: IMPORTANCE.stateAdded },
    ...differing.filter(({ kind }) => kind === "changed").map((finding) => ({ ...finding, state })),
  ];
}

function placeWords(from: JudgedState, to: JudgedState): string {
  const [old, now] = [outerPath(from), outerPath(to)];
  if (now === "") return `out of ${old}`;
  return old === "" ? `into ${now}` : `from ${old} into ${now}`;
}

const outerPath = ({ pair }: JudgedState): string => pair.path.slice(0, -` / ${shortText(pair.name)}`.length);
