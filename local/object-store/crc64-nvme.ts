/** The NVME polynomial, bits reversed, as two halves: 64-bit integers of JavaScript are too slow for whole objects. */
const POLYNOMIAL_HIGH = 0x9a6c9329;
const POLYNOMIAL_LOW = 0xac4bc9b5;

const HIGH = new Uint32Array(256);
const LOW = new Uint32Array(256);
for (let index = 0; index < 256; index++) {
  let high = 0;
  let low = index;
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (carry === 1) {
      high ^= POLYNOMIAL_HIGH;
      low ^= POLYNOMIAL_LOW;
    }
  }
  HIGH[index] = high;
  LOW[index] = low;
}

/** The two halves of a CRC-64/NVME. */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

/** Goes on with a CRC-64/NVME over the next bytes. Start with both halves 0. */
export function crc64Nvme(bytes: Uint8Array, previous: Crc64): Crc64 {
  let high = ~previous.high;
  let low = ~previous.low;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (LOW[index] as number);
    high = (high >>> 8) ^ (HIGH[index] as number);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}
