/** How several runs of one case become one figure. */
export type Statistic = (values: readonly number[]) => number;

/** The middle one; of an even count the mean of the two in the middle. */
export const median: Statistic = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new Error("No numbers have no median.");
  return (lower + upper) / 2;
};

/** The run that other work on the machine disturbed least. */
export const fastest: Statistic = (values) => Math.min(...values);
