import { DefinitionError } from "./definition-error.ts";

/** Throws DefinitionError for what it finds. */
export type Check = () => void;

/** Runs all checks; throws the mistakes that they find as one. */
export function checkAll(checks: readonly Check[]): void {
  const errors: DefinitionError[] = [];
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      errors.push(error);
    }
  }
  const [first] = errors;
  if (first === undefined) return;
  throw new DefinitionError(
    first.parts,
    errors.flatMap(({ diagnostics }) => diagnostics),
  );
}
