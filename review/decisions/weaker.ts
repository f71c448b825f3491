import { isNothing } from "../changes/difference.ts";
import type { Json } from "../plan/json.ts";
import { isMasked } from "../plan/masked.ts";
import type { Setting } from "./setting.ts";

type Weaker = (setting: Setting) => boolean;

/** There before, and nothing after that is known. */
export const gone: Weaker = ({ before, after, unknown }) =>
  !isNothing(before) && isNothing(after) && !unknown;
/** A block that says what it does by being there, such as `block {}` of a firewall. */
export const blockGone: Weaker = ({ before, after, unknown }) =>
  isThere(before) && !isThere(after) && !unknown;
export const off: Weaker = ({ before, after, unknown }) =>
  isTrue(before) &&
  (after === null || after === undefined || after === false || after === "false") &&
  !unknown;
export const on: Weaker = ({ before, after }) => after === true && before !== true;
export const less: Weaker = ({ before, after }) =>
  numeric(before) && numeric(after) && Number(after) < Number(before);
/** Where nothing is a number of AWS's own, and 0 is nothing or none: that is not told where it was not said before. */
export const lessThanDefault =
  (standard: number): Weaker =>
  ({ before, after, unknown, isNested }) => {
    const isSaid = numeric(before) && Number(before) !== 0;
    // In a block that is there, providers turn null into 0 without a change.
    if (
      unknown ||
      before === after ||
      !numeric(after) ||
      (Number(after) === 0 && before !== undefined && isNested && !isSaid)
    )
      return false;
    return Number(after) < (isSaid ? Number(before) : standard);
  };
/** Where 0 is how a provider writes nothing. */
export const lessButSome: Weaker = (setting) => less(setting) && Number(setting.after) > 0;
export const more: Weaker = ({ before, after }) =>
  numeric(before) && numeric(after) && Number(after) > Number(before);
/** Where 0, and nothing, mean for ever, as in log groups and archives. */
export const shorter: Weaker = ({ before, after }) =>
  numeric(after) &&
  Number(after) !== 0 &&
  (before === null || (numeric(before) && (Number(before) === 0 || Number(after) < Number(before))));
/** Where -1 means no bound, as does a block that is not there. In a block, providers turn null into 0 without a change. */
export const tighter: Weaker = ({ before, after, isNested }) =>
  numeric(after) &&
  Number(after) !== -1 &&
  (numeric(before)
    ? Number(before) === -1 || Number(after) < Number(before)
    : before === (isNested ? undefined : null));
/** Where nothing and 0 mean that it is not done. */
export const noMore: Weaker = ({ before, after, unknown }) =>
  isAboveZero(before) && (isNothing(after) || after === 0) && !unknown;
/** Where nothing and 0 mean for ever. */
export const longer: Weaker = (setting) => (isAboveZero(setting.before) && more(setting)) || noMore(setting);
/** Where 0 means none at all. */
export const zero: Weaker = (setting) => tighter(setting) && Number(setting.after) === 0;
export const aboveZero: Weaker = (setting) => tighter(setting) && Number(setting.after) !== 0;
/** One of the values before, and none of them after. */
export const from =
  (...values: readonly Json[]): Weaker =>
  ({ before, after, unknown }) =>
    values.includes(before ?? null) && !values.includes(after ?? null) && !unknown;
/** One of the values after, and none of them before. */
export const to =
  (...values: readonly Json[]): Weaker =>
  ({ before, after }) =>
    values.includes(after ?? null) && !values.includes(before ?? null);
/** A list that holds an item after and did not before, or a value that becomes it. */
export const admits =
  (item: string): Weaker =>
  ({ before, after }) =>
    holds(after, item) && !holds(before, item);
export const holds = (value: Json | undefined, item: string): boolean =>
  value === item || (Array.isArray(value) && value.includes(item));
/** Another text than before, where there was one. */
export const other: Weaker = ({ before, after }) =>
  !isNothing(before) && !isNothing(after) && typeof after === "string" && before !== after;
/** Something, where there was nothing. */
export const appears: Weaker = ({ before, after }) => isNothing(before) && !isNothing(after);
/** Further down a list that begins with the strongest; what stands behind it is in no place. */
export const down =
  (...values: readonly Json[]): Weaker =>
  ({ before, after }) => {
    const [old, next] = [values.indexOf(before ?? null), values.indexOf(after ?? null)];
    return old >= 0 && next > old;
  };

/** A key of one's own, and not one that AWS keeps for the account (`alias/aws/sqs`). */
export const ownKeyGone: Weaker = (setting) =>
  (isMasked(setting.before) && gone(setting)) ||
  (typeof setting.before === "string" &&
    setting.before !== "" &&
    !isKeyOfAws(setting.before) &&
    (gone(setting) || isKeyOfAws(setting.after)));
export const keyOfAwsGone: Weaker = (setting) => isKeyOfAws(setting.before) && gone(setting);

export const isKeyOfAws = (key: Json | undefined): boolean =>
  typeof key === "string" && /(?:^|:)alias\/aws\//.test(key);

/** Some attributes of caches hold a text. */
const isTrue = (value: Json | undefined): boolean => value === true || value === "true";

const isThere = (value: Json | undefined): boolean => Array.isArray(value) && value.length > 0;

const isAboveZero = (value: Json | undefined): boolean => numeric(value) && Number(value) > 0;

const numeric = (value: Json | undefined): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value));
