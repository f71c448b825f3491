import type { Clause } from "./clause.ts";

/** Providers that tell users apart, or applications of the account, by something else than `sub`. */
const OTHER_CLAIMS: ReadonlyMap<string, readonly string[]> = new Map([
  ["cognito-identity.amazonaws.com", ["aud", "sub"]],
  ["accounts.google.com", ["aud", "sub", "oaud"]],
  ["graph.facebook.com", ["app_id", "id"]],
  ["www.amazon.com", ["app_id", "user_id"]],
]);

/**
 * The provider of a federated principal, if its tokens are anybody's: no condition demands a subject. Undefined of other principals and of
 * SAML, whose provider belongs to the account.
 */
export function openProviderOf(principal: string, clauses: readonly Clause[]): string | undefined {
  if (!principal.startsWith("Federated: ") || principal.includes(":saml-provider/")) return undefined;
  const name = principal.slice("Federated: ".length);
  const provider = name.includes(":oidc-provider/") ? name.split(":oidc-provider/")[1] : name;
  if (provider === undefined) return undefined;
  const claims = OTHER_CLAIMS.get(provider) ?? ["sub"];
  const keys = new Set(claims.map((claim) => `${provider}:${claim}`.toLowerCase()));
  return clauses.some((clause) => keys.has(clause.key) && demandsValue(clause)) ? undefined : provider;
}

/** `repo:*` and `*` are no subjects; `repo:org/*` is one. */
function demandsValue({ isIn, whenAbsent, quantifier, values }: Clause): boolean {
  if (!isIn || whenAbsent || quantifier === "every" || values.kind !== "text") return false;
  return values.globs.every(({ text, tokens }) => {
    const isFixed = tokens.every(({ kind }) => kind === "char");
    return isFixed || !/^[a-z_]*:?[*?]/i.test(text);
  });
}
