import { type IResolvable, type IResolveContext, Token } from "cdktf";

/**
 * A text that is known only once the stack is synthesized, as a token.
 *
 * cdktf's `Lazy` notes where it was created, which takes longer than all else that a function's declaration does.
 */
export function lazyText(produce: (context: IResolveContext) => string): string {
  const token: IResolvable = {
    creationStack: [],
    resolve: produce,
    toString: () => Token.asString(token),
  };
  return Token.asString(token);
}
