import type { JsonObject } from "./json.ts";
import type { OutputChange } from "./output-change.ts";
import type { Scrub } from "./scrub.ts";

/** One of the forms that an action list of a plan can have; "JSON Output Format", Terraform documentation. */
export type Action =
  | "no-op"
  | "create"
  | "read"
  | "update"
  | "delete"
  | "delete-then-create"
  | "create-then-delete"
  | "forget"
  | "create-then-forget";

/** A change of one object of a plan. Secrets in `before` and `after` are masked already (`mask-secrets.ts`). */
export interface ResourceChange {
  /** Of the plan this change is in, where several are reviewed together; else empty. */
  readonly stack: string;
  readonly address: string;
  readonly previousAddress?: string;
  /** `module.a.module.b`, empty in the root. */
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly deposed?: string;
  readonly action: Action;
  /** Why, in Terraform's word: `replace_because_tainted` and such. */
  readonly reason?: string;
  readonly before?: JsonObject;
  /** What is known after apply is missing here and true in `unknown`. */
  readonly after?: JsonObject;
  /** The same shape as `after`, with true where the value is known after apply only. */
  readonly unknown: JsonObject;
  /** Paths of attributes that force the replacement, the first step of each. */
  readonly replacedFor: readonly string[];
  readonly imported: boolean;
}

/** A check that fails, or could not be looked at. */
export interface FailedCheck {
  readonly address: string;
  /** Error messages of the configuration, one for each assertion that fails. */
  readonly problems: readonly string[];
}

/** What is true of a plan as a whole. */
export interface Plan {
  /** Name to show of it where several are reviewed together; else empty. */
  readonly stack: string;
  readonly terraformVersion: string;
  /** Id of the account that it was made for, if it reads that itself. */
  readonly account?: string;
  readonly errored: boolean;
  /** False for a targeted plan, or one with deferred changes. */
  readonly complete: boolean;
  readonly changes: readonly ResourceChange[];
  /** What Terraform found changed outside of it, echoes of sibling resources and all. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: readonly OutputChange[];
  /** Addresses of checks (`check` blocks and conditions) that fail. */
  readonly failedChecks: readonly FailedCheck[];
  readonly configuration: JsonObject;
  /** Takes out of a text what must not be shown; every text of the plan passes it on its way to the page. */
  readonly scrub: Scrub;
}
