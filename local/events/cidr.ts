import { BlockList, isIP } from "node:net";

/** A block of addresses: `10.0.0.0/24`, `2001:db8::/32`. */
interface Cidr {
  readonly address: string;
  readonly prefixLength: number;
  readonly family: "ipv4" | "ipv6";
}

const MASK = /^[+-]?\d+$/;
const LOOKS_LIKE_ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|[\da-f:]*:[\da-f:]*)$/i;
const LARGEST_MASK = 2 ** 31 - 1;

/** What EventBridge says of a text that is no CIDR block; undefined for one. A block of a single address is none. */
export function cidrReason(text: string): string | undefined {
  const [address = "", mask = "", ...others] = text.split("/");
  if (mask === "" || others.length > 0) return "Malformed CIDR, one '/' required";
  const bits = Number(mask);
  if (!MASK.test(mask) || Math.abs(bits) > LARGEST_MASK)
    return "Malformed CIDR, mask bits must be an integer";
  if (bits < 0) return "Malformed CIDR, mask bits must not be negative";
  if (!LOOKS_LIKE_ADDRESS.test(address)) return `Nonstandard IP address: ${address}`;
  const version = isIP(decimal(address));
  if (version === 0) return `Invalid IP address: ${address}`;
  if (version === 4) return bits < 32 ? undefined : "IPv4 mask bits must be < 32";
  return bits < 128 ? undefined : "IPv6 mask bits must be < 128";
}

/** The parts of a CIDR block; undefined where the text is none. */
export function parseCidr(text: string): Cidr | undefined {
  if (cidrReason(text) !== undefined) return undefined;
  const [address = "", mask = ""] = text.split("/");
  const family = address.includes(":") ? "ipv6" : "ipv4";
  return { address: decimal(address), prefixLength: Number(mask), family };
}

/** Whether a value is an address in the block; one of the other version never is. */
export function compileCidr(block: string): (value: unknown) => boolean {
  const cidr = parseCidr(block);
  if (cidr === undefined) return () => false;
  const version = cidr.family === "ipv4" ? 4 : 6;
  const list = new BlockList();
  list.addSubnet(cidr.address, cidr.prefixLength, cidr.family);
  return (value) => typeof value === "string" && isIP(value) === version && list.check(value, cidr.family);
}

/** `010.0.0.1` is 10.0.0.1 for EventBridge. */
function decimal(address: string): string {
  return address.includes(":") ? address : address.replaceAll(/\b0+(?=\d)/g, "");
}
