import type { ProtectionRule } from "../protection-rule.ts";
import { ACCOUNT_RULES } from "./account-rules.ts";
import { API_RULES } from "./api-rules.ts";
import { CAPACITY_RULES } from "./capacity-rules.ts";
import { DATA_RULES } from "./data-rules.ts";
import { DATABASE_RULES } from "./database-rules.ts";
import { EVENT_RULES } from "./event-rules.ts";
import { FRONT_RULES } from "./front-rules.ts";
import { FUNCTION_RULES } from "./function-rules.ts";
import { GENERAL_RULES } from "./general-rules.ts";
import { PERMISSION_RULES } from "./permission-rules.ts";
import { SIGN_IN_RULES } from "./sign-in-rules.ts";

/** By attribute names of the AWS provider; what is said of one type comes before what is said of any. */
export const PROTECTION_RULES: readonly ProtectionRule[] = [
  ...CAPACITY_RULES,
  ...PERMISSION_RULES,
  ...FUNCTION_RULES,
  ...EVENT_RULES,
  ...DATA_RULES,
  ...DATABASE_RULES,
  ...API_RULES,
  ...FRONT_RULES,
  ...SIGN_IN_RULES,
  ...ACCOUNT_RULES,
  ...GENERAL_RULES,
];
