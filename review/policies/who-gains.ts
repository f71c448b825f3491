import { callerLimits } from "./caller-limits.ts";
import { openProviderOf } from "./federated-limits.ts";
import { type GrantPiece, globsOf, pieceWith } from "./grant-piece.ts";
import type { PolicyKind } from "./read-policy.ts";
import { accountOf } from "./read-principals.ts";

/** Parts of a piece by who gains: nobody and everybody knows who, somebody of another account, or somebody at home. */
export interface Gainers {
  readonly everyone?: GrantPiece;
  /** Providers of which any token is enough. */
  readonly providers: readonly string[];
  readonly openFederation?: GrantPiece;
  readonly foreign?: GrantPiece;
  readonly foreignAccounts: readonly string[];
  readonly home?: GrantPiece;
}

/** `isForeign` says of an account whether it is another one; everybody who comes through an endpoint is at home. */
export function whoGains(
  piece: GrantPiece,
  { isForeign, kind }: { readonly isForeign: (account: string) => boolean; readonly kind: PolicyKind },
): Gainers {
  if (piece.grant.principals.length === 0) return { providers: [], foreignAccounts: [], home: piece };
  const limits = callerLimits(piece.clauses);
  const limitedTo = limits.accounts.filter(isForeign);
  const kindOf = (principal: string): "everyone" | "federation" | "foreign" | "home" => {
    if (principal === "*" || principal.startsWith("not ")) {
      if (kind === "endpoint") return "home";
      return !limits.isLimited ? "everyone" : limitedTo.length > 0 ? "foreign" : "home";
    }
    if (openProviderOf(principal, piece.clauses) !== undefined) return "federation";
    // A service that calls for another account.
    if (principal.startsWith("Service: ") && limitedTo.length > 0) return "foreign";
    const account = accountOf(principal);
    return account !== undefined && isForeign(account) ? "foreign" : "home";
  };
  const part = (who: ReturnType<typeof kindOf>): GrantPiece | undefined => {
    const [exception] = piece.grant.principals.filter((principal) => principal.startsWith("not "));
    if (exception !== undefined) return kindOf(exception) === who ? piece : undefined;
    const globs = globsOf(piece, "principals").filter(({ text }) => kindOf(text) === who);
    return globs.length === 0 ? undefined : pieceWith(piece, "principals", globs);
  };
  const [everyone, openFederation, foreign, home] = [
    part("everyone"),
    part("federation"),
    part("foreign"),
    part("home"),
  ];
  const named = foreign?.grant.principals.flatMap((principal) => accountOf(principal) ?? []) ?? [];
  return {
    ...(everyone && { everyone }),
    ...(openFederation && { openFederation }),
    ...(foreign && { foreign }),
    ...(home && { home }),
    providers:
      openFederation?.grant.principals.flatMap(
        (principal) => openProviderOf(principal, piece.clauses) ?? [],
      ) ?? [],
    foreignAccounts: [...new Set([...named, ...(foreign === undefined ? [] : limitedTo)])],
  };
}
