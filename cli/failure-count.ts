import { InvalidArgumentError } from "commander";

/** How many calls of functions fail, by their names in the app. */
export type FailureCounts = Readonly<Record<string, number>>;

/** Reads one option `<function>:<count>` beside the earlier ones. */
export function failureCount(text: string, earlier: FailureCounts = {}): FailureCounts {
  const [, name, count] = /^([^:]+):([1-9]\d{0,5})$/.exec(text) ?? [];
  if (name === undefined) {
    throw new InvalidArgumentError("Expected <function>:<count>, such as compress:2.");
  }
  return { ...earlier, [name]: Number(count) };
}
