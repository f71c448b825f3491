import type { JsonObject } from "./json-value.ts";
import type { MapRunAttempt } from "./map-run-attempt.ts";

/** Where a branch stands: in a state that was entered, or at its end. */
type Point =
  | {
      readonly stateName: string;
      readonly input: unknown;
      /** Those visible at the entry. */
      readonly variables: JsonObject;
      /** The id of the event that entered it. */
      readonly enteredId: number;
    }
  | { readonly output: unknown };

/** How far each branch of an execution has come, by its place: "" for the whole, else `Improve[1]/Crops[0]`. What a redrive goes on from. */
export interface Progress {
  /** Notes where a branch stands now. */
  reach(branch: string, point: Point): void;
  /** Where the attempt before this one has left a branch; undefined where it never began, or for the second time. */
  resume(branch: string): Point | undefined;
  /** What a branch gave that the attempt before this one has brought to its end. */
  outputOf(branch: string): { readonly output: unknown } | undefined;
  /** Notes the Map Run of a distributed Map state by the state's place, `Improve[1]/Crops`; undefined for one that cannot be redriven. */
  reachMapRun(place: string, attempt: MapRunAttempt | undefined): void;
  /** The Map Run that the attempt before this one has begun there; undefined where it did not, or for the second time. */
  resumeMapRun(place: string): MapRunAttempt | undefined;
  /** Forgets the branches and the Map Run inside a state that is left: whoever enters it again begins anew. */
  leave(branch: string, stateName: string): void;
  /** The points of this attempt and, where it did not come to them, of those before. */
  points(): ReadonlyMap<string, Point>;
  /** The same of Map Runs. */
  mapRuns(): ReadonlyMap<string, MapRunAttempt | undefined>;
}

/** @param earlier that of the attempt before, where this one is a redrive */
export function createProgress(earlier?: Progress): Progress {
  const reached = new Map<string, Point>();
  const left = new Map(earlier?.points());
  const reachedRuns = new Map<string, MapRunAttempt | undefined>();
  const leftRuns = new Map(earlier?.mapRuns());
  return {
    reach: (branch, point) => void reached.set(branch, point),
    resume(branch) {
      const point = left.get(branch);
      left.delete(branch);
      if (point !== undefined) reached.set(branch, point);
      return point;
    },
    outputOf(branch) {
      const point = left.get(branch);
      return point !== undefined && "output" in point ? point : undefined;
    },
    reachMapRun: (place, attempt) => void reachedRuns.set(place, attempt),
    resumeMapRun(place) {
      const attempt = leftRuns.get(place);
      leftRuns.delete(place);
      return attempt;
    },
    leave(branch, stateName) {
      const state = `${branch === "" ? "" : `${branch}/`}${stateName}`;
      for (const places of [reached, left, reachedRuns, leftRuns]) {
        for (const place of places.keys()) {
          if (place === state || place.startsWith(`${state}[`)) places.delete(place);
        }
      }
    },
    points: () => new Map([...left, ...reached]),
    mapRuns: () => new Map([...leftRuns, ...reachedRuns]),
  };
}
