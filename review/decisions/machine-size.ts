import type { Json } from "../plan/json.ts";
import type { Setting } from "./setting.ts";

const SIZES = ["nano", "micro", "small", "medium", "large", "xlarge"];

/** Names of classes of machines (`db.r6g.2xlarge`, `cache.t4g.micro`, `m6g.large.search`), from one size to a smaller one. */
export function smallerMachine({ before, after }: Setting): boolean {
  const [old, next] = [sizeOf(before), sizeOf(after)];
  return old !== undefined && next !== undefined && next < old;
}

/** Their order: `2xlarge` stands above `xlarge`. */
function sizeOf(value: Json | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  const found = /\.(\d*)(nano|micro|small|medium|large|xlarge)(?:\.|$)/.exec(value);
  if (found === null) return undefined;
  const place = SIZES.indexOf(found[2] ?? "");
  return found[1] === "" ? place : place + Number(found[1]);
}
