import { isNothing } from "../changes/difference.ts";
import type { Json } from "../plan/json.ts";
import type { Setting } from "./setting.ts";

/** There before, and nothing after that is known. */
export const gone = ({ before, after, unknown }: Setting): boolean =>
  !isNothing(before) && isNothing(after) && !unknown;
export const off = ({ before, after }: Setting): boolean =>
  before === true && (after === false || after === null || after === undefined);
export const on = ({ before, after }: Setting): boolean => after === true && before !== true;
export const less = ({ before, after }: Setting): boolean =>
  numeric(before) && numeric(after) && Number(after) < Number(before);
/** Where 0 means for ever, as in log groups and archives. */
export const shorter = ({ before, after }: Setting): boolean =>
  numeric(before) &&
  numeric(after) &&
  Number(after) !== 0 &&
  (Number(before) === 0 || Number(after) < Number(before));
/** Where -1 means no bound. */
export const tighter = ({ before, after }: Setting): boolean =>
  numeric(after) &&
  Number(after) !== -1 &&
  (!numeric(before) || Number(before) === -1 || Number(after) < Number(before)) &&
  before !== undefined;
export const from =
  (...values: readonly Json[]) =>
  ({ before, after, unknown }: Setting): boolean =>
    values.includes(before ?? null) && !values.includes(after ?? null) && !unknown;

const numeric = (value: Json | undefined): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value));
