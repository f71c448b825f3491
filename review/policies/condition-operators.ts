/** How an operator reads its values, and the words for it; "IAM JSON policy elements: Condition operators", AWS documentation. */
export interface ConditionOperator {
  readonly reads: "text" | "glob" | "any-case" | "arn" | "boolean" | "number" | "date" | "address" | "null";
  /** True where a match makes the condition fail. */
  readonly negates: boolean;
  /** Of numbers and dates; without it they are equal. */
  readonly compares?: "<" | "<=" | ">" | ">=";
  readonly words: string;
}

const text = (reads: ConditionOperator["reads"], words: string, negates = false): ConditionOperator => ({
  reads,
  negates,
  words,
});

const ordered = (
  reads: "number" | "date",
  compares: NonNullable<ConditionOperator["compares"]>,
  words: string,
): ConditionOperator => ({ reads, negates: false, compares, words });

/** By name in lower case. */
export const CONDITION_OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map([
  ["stringequals", text("text", "is")],
  ["stringnotequals", text("text", "is not", true)],
  ["stringequalsignorecase", text("any-case", "is (in any case)")],
  ["stringnotequalsignorecase", text("any-case", "is not (in any case)", true)],
  ["stringlike", text("glob", "is like")],
  ["stringnotlike", text("glob", "is not like", true)],
  ["arnequals", text("arn", "is like")],
  ["arnlike", text("arn", "is like")],
  ["arnnotequals", text("arn", "is not like", true)],
  ["arnnotlike", text("arn", "is not like", true)],
  ["binaryequals", text("text", "is the binary")],
  ["bool", text("boolean", "is")],
  ["null", text("null", "is given")],
  ["ipaddress", text("address", "is in")],
  ["notipaddress", text("address", "is not in", true)],
  ["numericequals", text("number", "is")],
  ["numericnotequals", text("number", "is not", true)],
  ["numericlessthan", ordered("number", "<", "is less than")],
  ["numericlessthanequals", ordered("number", "<=", "is at most")],
  ["numericgreaterthan", ordered("number", ">", "is more than")],
  ["numericgreaterthanequals", ordered("number", ">=", "is at least")],
  ["dateequals", text("date", "is")],
  ["datenotequals", text("date", "is not", true)],
  ["datelessthan", ordered("date", "<", "is before")],
  ["datelessthanequals", ordered("date", "<=", "is not after")],
  ["dategreaterthan", ordered("date", ">", "is after")],
  ["dategreaterthanequals", ordered("date", ">=", "is not before")],
]);
