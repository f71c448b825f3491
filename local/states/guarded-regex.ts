import { createContext, Script } from "node:vm";

/** How long one search may take, in milliseconds: as long as a whole JSONata expression. */
const LONGEST_SEARCH_MS = 5000;

const search = new Script("exec.call(regex, text)");
const sandbox = createContext({ exec: RegExp.prototype.exec, regex: undefined, text: undefined });

/** A search that went through more and more ways to match, as `(a+)+$` does on a long text of a's. */
export class RegexTimeoutError extends Error {
  override readonly name = "RegexTimeoutError";
}

/** `RegExp.prototype.exec`, but that it ends. Throws RegexTimeoutError after five seconds. */
export function guardedExec(regex: RegExp, text: string): RegExpExecArray | null {
  sandbox.regex = regex;
  sandbox.text = text;
  try {
    return search.runInContext(sandbox, { timeout: LONGEST_SEARCH_MS });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new RegexTimeoutError(`The search took more than ${LONGEST_SEARCH_MS} milliseconds.`);
  } finally {
    sandbox.regex = undefined;
    sandbox.text = undefined;
  }
}

/** What JSONata makes its regular expressions of. */
export class GuardedRegex extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    return guardedExec(this, text);
  }
}
