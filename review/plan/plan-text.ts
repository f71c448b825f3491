import { UserError } from "../../reporting/user-error.ts";

const ADVICE = "Write it with: terraform show -json plan.out > plan.json";

/**
 * The text of a plan file, in UTF-8 or in UTF-16 as PowerShell's `>` writes it.
 *
 * @param file - its name, for errors.
 * @throws {UserError} if it is empty, or the binary plan that `terraform plan -out` writes.
 */
export function planText(bytes: Uint8Array, file: string): string {
  if (bytes.length === 0) throw notAPlan(file, "nothing", ADVICE);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw notAPlan(file, "a plan in Terraform's binary format", ADVICE);
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.trim() === "") throw notAPlan(file, "nothing but spaces", ADVICE);
  return text;
}

/** What is said of a file that is no plan. */
export const notAPlan = (file: string, found: string, advice: string = ADVICE): UserError =>
  new UserError({ at: file, expected: "a plan as JSON", found, advice });
