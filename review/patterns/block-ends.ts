import { parseCidr } from "../../local/events/cidr.ts";

/**
 * The first and last address of a block and their neighbours outside: where two blocks differ, they differ in one of these. Nothing for what
 * is no block.
 */
export function blockEnds(text: string): readonly string[] {
  const block = parseCidr(text);
  if (block === undefined) return [];
  const bits = block.family === "ipv4" ? 32 : 128;
  const number =
    block.family === "ipv4" ? parsed(block.address.split("."), 8, 10) : parsed(groups(block.address), 16, 16);
  const size = 1n << BigInt(bits - block.prefixLength);
  const first = number - (number % size);
  return [first, first + size - 1n, first - 1n, first + size]
    .filter((address) => address >= 0n && address < 1n << BigInt(bits))
    .map((address) =>
      bits === 32
        ? parts(address, 4, 8).join(".")
        : parts(address, 8, 16)
            .map((part) => part.toString(16))
            .join(":"),
    );
}

const parsed = (texts: readonly string[], bits: number, base: number): bigint =>
  texts.reduce((sum, part) => (sum << BigInt(bits)) + BigInt(Number.parseInt(part, base)), 0n);

const parts = (address: bigint, count: number, bits: number): readonly number[] =>
  Array.from({ length: count }, (_, index) =>
    Number((address >> BigInt(bits * (count - 1 - index))) & ((1n << BigInt(bits)) - 1n)),
  );

/** The eight groups of an address of IPv6; `::` stands for as many zeros as are missing. */
function groups(address: string): readonly string[] {
  const [head = "", tail] = address.split("::");
  const [left, right] = [head, tail ?? ""].map((text) => text.split(":").filter((group) => group !== ""));
  const missing = 8 - (left?.length ?? 0) - (right?.length ?? 0);
  return [...(left ?? []), ...Array.from({ length: missing }, () => "0"), ...(right ?? [])];
}
