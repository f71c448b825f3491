import { definitionError, inWords } from "./definition-error.ts";
import type { PathSegment } from "./json-path-ast.ts";
import { JsonPathError } from "./json-path-error.ts";
import { parsePath } from "./json-path-parser.ts";

const NO_REFERENCE = "Value is not a Reference Path";

/** Throws DefinitionError for what does not start as a path does. */
export function requireStart(path: unknown, place: string): asserts path is string {
  if (typeof path === "string" && path.startsWith("$")) return;
  const says = { message: `${NO_REFERENCE}: Reference path didn't start with '$'` };
  throw definitionError(place, "a path that starts with $", inWords(path), says);
}

/** Throws DefinitionError for what is no path to one place ("Reference Paths"); one in the context object is none, unless `takesContext`. */
export function requireReference(path: unknown, place: string, takesContext = false): void {
  requireStart(path, place);
  const isInContext = path.startsWith("$$");
  if (segmentsOf(path).every(isOne) && (takesContext || !isInContext)) return;
  const says = { message: NO_REFERENCE };
  const expected = takesContext ? "a path to one place" : "a path to one place in the input";
  throw definitionError(place, expected, inWords(path), says);
}

function isOne(segment: PathSegment): boolean {
  if (segment.kind === "names") return segment.names.length === 1;
  return segment.kind === "indexes" && segment.indexes.length === 1;
}

/** Of a path that cannot be read AWS tells when it is followed. */
function segmentsOf(path: string): readonly PathSegment[] {
  try {
    return parsePath(path).segments;
  } catch (error) {
    if (error instanceof JsonPathError) return [];
    throw error;
  }
}
