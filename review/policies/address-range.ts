import { isIP } from "node:net";
import type { AddressRange } from "./clause.ts";

/** IPv6 addresses stand above all of IPv4, with a gap between, so that one line of numbers holds both. */
const IPV6_FROM = 1n << 40n;

/** The addresses of `10.0.0.0/8`, `10.1.2.3` or `2001:db8::/32`; undefined of anything else. */
export function addressRange(text: string): AddressRange | undefined {
  const [address = "", suffix, ...rest] = text.trim().split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes("%")) return undefined;
  const bits = version === 4 ? 32 : 128;
  if (suffix !== undefined && !/^\d{1,3}$/.test(suffix)) return undefined;
  const fixed = suffix === undefined ? bits : Number(suffix);
  if (fixed > bits) return undefined;
  const size = 1n << BigInt(bits - fixed);
  const value = version === 4 ? ipv4(address) : ipv6(address);
  const from = (value / size) * size + (version === 4 ? 0n : IPV6_FROM);
  return { from, to: from + size - 1n };
}

const ipv4 = (address: string): bigint =>
  address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);

function ipv6(address: string): bigint {
  const plain = address.replace(/(\d+\.\d+\.\d+\.\d+)$/, (tail) => {
    const value = ipv4(tail);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = "", tail] = plain.split("::");
  const groups = (text: string): readonly string[] => (text === "" ? [] : text.split(":"));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
