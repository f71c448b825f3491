import { InvalidArgumentError } from "commander";
import { GATES, type Gate } from "../review/decisions/decision.ts";

/** Reads the option `destroy,replace,iam`: which decisions the exit code tells of. */
export function gateList(text: string): ReadonlySet<Gate> {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isGate(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`Expected some of ${GATES.join(",")}, but found "${unknown}".`);
  }
  return new Set(names.filter(isGate));
}

const isGate = (name: string): name is Gate => (GATES as readonly string[]).includes(name);
