import type { Clause } from "./clause.ts";
import type { Glob } from "./glob.ts";

/** Keys whose value says who calls, or for whom; "The meaning of public" and "AWS global condition context keys", AWS documentation. */
const CALLER_KEYS: ReadonlySet<string> = new Set([
  ...["aws:sourceaccount", "aws:sourcearn", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths"],
  ...[
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:userid",
  ],
  ...["aws:sourcevpc", "aws:sourcevpce", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"],
  ...["kms:calleraccount", "s3:dataaccesspointaccount", "s3:dataaccesspointarn", "lambda:eventsourcetoken"],
]);

/** S3 takes wider ranges for public: /8 of IPv4, /32 of IPv6. */
const LARGEST_RANGE = { ipv4: 1n << 24n, ipv6: 1n << 96n, ipv6From: 1n << 40n };

/** How far conditions limit who may call. */
export interface CallerLimits {
  readonly isLimited: boolean;
  /** Accounts that the conditions name; empty if they limit by something else. */
  readonly accounts: readonly string[];
}

export function callerLimits(clauses: readonly Clause[]): CallerLimits {
  const limiting = clauses.filter(limitsCaller);
  const accounts = limiting.flatMap(({ values }) =>
    values.kind === "text" ? values.globs.flatMap(accountIn) : [],
  );
  return { isLimited: limiting.length > 0, accounts: [...new Set(accounts)] };
}

/** A clause that demands a value, and values that somebody owns. */
function limitsCaller({ key, isIn, whenAbsent, quantifier, values }: Clause): boolean {
  if (!isIn || whenAbsent || quantifier === "every") return false;
  if (values.kind === "address") {
    return (
      key === "aws:sourceip" &&
      values.ranges.every(
        ({ from, to }) =>
          to - from < (from < LARGEST_RANGE.ipv6From ? LARGEST_RANGE.ipv4 : LARGEST_RANGE.ipv6),
      )
    );
  }
  return values.kind === "text" && CALLER_KEYS.has(key) && values.globs.every(isOwned);
}

function isOwned({ text, tokens }: Glob): boolean {
  if (tokens.every(({ kind }) => kind === "char" || kind === "variable")) return true;
  const arn = text.split(":");
  if (arn[0] === "arn" && arn.length >= 6) {
    const [account = "", resource = ""] = arn.slice(4);
    return /^\d{12}$/.test(account) || (account === "" && /^[^*?]{3}/.test(resource));
  }
  return /^(o-[^*?]+\/r-|A[A-Z0-9]{15})/.test(text);
}

function accountIn({ text }: Glob): readonly string[] {
  const account = /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(text)?.[1];
  return account === undefined ? [] : [account];
}
