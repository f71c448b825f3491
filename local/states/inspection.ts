/** The data on its way through a state, as "InspectionData" of the API "TestState" names it. */
export type InspectedField =
  | "input"
  | "afterInputPath"
  | "afterParameters"
  | "afterArguments"
  | "afterItemsPath"
  | "afterItemsPointer"
  | "afterItemSelector"
  | "afterItemBatcher"
  | "maxConcurrency"
  | "toleratedFailureCount"
  | "toleratedFailurePercentage"
  | "result"
  | "afterResultSelector"
  | "afterResultPath"
  | "variables"
  | "errorDetails";

export type Inspect = (field: InspectedField, value: unknown) => void;
