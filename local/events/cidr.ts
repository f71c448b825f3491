import { BlockList, isIP } from "node:net";

/** A block of addresses: `10.0.0.0/24`, `2001:db8::/32`. */
interface Cidr {
  readonly address: string;
  readonly prefixLength: number;
  readonly family: "ipv4" | "ipv6";
}

/** The parts of a CIDR block; undefined where the text is none. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length = "", ...others] = text.split("/");
  const version = isIP(address);
  if (version === 0 || others.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const prefixLength = Number(length);
  if (prefixLength > (version === 4 ? 32 : 128)) return undefined;
  return { address, prefixLength, family: version === 4 ? "ipv4" : "ipv6" };
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
