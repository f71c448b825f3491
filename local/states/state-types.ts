/** The types of state, as they stand in a definition ("Discovering workflow states to use in Step Functions"). */
export const STATE_TYPES = ["Task", "Choice", "Parallel", "Map", "Wait", "Pass", "Succeed", "Fail"] as const;

export type StateType = (typeof STATE_TYPES)[number];
