import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import { addressRange } from "../policies/address-range.ts";

/** Addresses that a rule of a security group lets in, if they are as many as no owner has. */
export interface OpenRange {
  readonly range: string;
  /** `undefined` is every one. */
  readonly ports: readonly [from: number, to: number] | undefined;
  readonly protocol: string;
}

/** More than /8 of IPv4 and /32 of IPv6 belong to nobody ("The meaning of public", Amazon S3's documentation). */
const LARGEST = { ipv4: 1n << 24n, ipv6: 1n << 96n };

/** What the rules of a security group or network ACL, or a rule of its own, let in from nearly everywhere, or out to it. */
export function openRanges(side: JsonObject | undefined, way: "ingress" | "egress"): readonly OpenRange[] {
  if (side === undefined) return [];
  const list = side[way];
  const rules: readonly Json[] = Array.isArray(list) ? list : [side];
  return rules.filter(isJsonObject).flatMap((rule) => {
    if ((rule.rule_action ?? rule.action) === "deny") return [];
    const ranges = [
      ...[rule.cidr_blocks, rule.ipv6_cidr_blocks, rule.cidr_ipv4, rule.cidr_ipv6],
      ...[rule.cidr_block, rule.ipv6_cidr_block],
    ].flat();
    return ranges
      .filter((range) => typeof range === "string")
      .filter(isWide)
      .map((range) => ({ range, ...portsOf(rule) }));
  });
}

/** Whether all of a range was open before, by one rule. */
export const isCovered = (next: OpenRange, before: readonly OpenRange[]): boolean =>
  before.some(
    (old) =>
      includes(old.range, next.range) &&
      (old.protocol === "-1" || old.protocol === next.protocol) &&
      (old.ports === undefined ||
        (next.ports !== undefined && old.ports[0] <= next.ports[0] && old.ports[1] >= next.ports[1])),
  );

/** `0.0.0.0/0 on port 22`. */
export function rangeWords({ range, ports }: OpenRange): string {
  if (ports === undefined) return `${range} on every port`;
  const [from, to] = ports;
  return `${range} on ${from === to ? `port ${from}` : `ports ${from} to ${to}`}`;
}

function isWide(range: string): boolean {
  const found = addressRange(range);
  return found !== undefined && found.to - found.from >= (range.includes(":") ? LARGEST.ipv6 : LARGEST.ipv4);
}

function includes(outer: string, inner: string): boolean {
  const [one, other] = [addressRange(outer), addressRange(inner)];
  return one !== undefined && other !== undefined && one.from <= other.from && one.to >= other.to;
}

function portsOf({ from_port, to_port, protocol, ip_protocol }: JsonObject): Omit<OpenRange, "range"> {
  const name = String(protocol ?? ip_protocol ?? "-1");
  const isEvery = name === "-1" || name === "all" || typeof from_port !== "number";
  return {
    protocol: isEvery ? "-1" : name,
    ports: isEvery ? undefined : [from_port, typeof to_port === "number" ? to_port : from_port],
  };
}
