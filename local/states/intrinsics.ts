import { INTRINSICS } from "./all-intrinsics.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { type IntrinsicNode, parseIntrinsicCall } from "./intrinsic-parser.ts";
import { type PathData, selectPath } from "./json-path.ts";
import { JsonPathError } from "./json-path-error.ts";
import { formatText, unescapeText } from "./text-intrinsics.ts";

/** How deep calls may be nested, as AWS limits it. */
const DEEPEST_NESTING = 10;

/**
 * The value of an intrinsic call such as `States.MathAdd($.count, 1)`.
 *
 * Follows "Intrinsic functions for JSONPath states in Step Functions". Throws EvaluationError
 * `States.Runtime` where a function refuses its arguments or the call cannot be read.
 */
export function evaluateIntrinsic(text: string, data: PathData, random: () => number): unknown {
  const node = parse(text);
  try {
    return evaluate(node, data, random, 1);
  } catch (thrown) {
    if (!(thrown instanceof EvaluationError)) throw thrown;
    const message = `The function '${text}' had the following error: ${thrown.message}`;
    throw new EvaluationError(thrown.error, message);
  }
}

function parse(text: string): IntrinsicNode {
  try {
    return parseIntrinsicCall(text);
  } catch (error) {
    if (error instanceof JsonPathError) throw new EvaluationError("States.Runtime", error.message);
    throw error;
  }
}

function evaluate(node: IntrinsicNode, data: PathData, random: () => number, depth: number): unknown {
  switch (node.kind) {
    case "text":
      return unescapeText(node.raw);
    case "literal":
      return node.value;
    case "path":
      return readArgument(node, data);
    case "call": {
      if (depth > DEEPEST_NESTING) {
        throw new EvaluationError(
          "States.Runtime",
          `Intrinsic functions are nested more than ${DEEPEST_NESTING} deep`,
        );
      }
      return call(node, data, random, depth);
    }
  }
}

function call(
  node: IntrinsicNode & { kind: "call" },
  data: PathData,
  random: () => number,
  depth: number,
): unknown {
  const values = node.args.map((arg) => evaluate(arg, data, random, depth + 1));
  const template = node.args[0];
  if (node.name === "States.Format" && template?.kind === "text") {
    return formatText(template.raw, values.slice(1));
  }
  const intrinsic = INTRINSICS.get(node.name);
  if (intrinsic === undefined) {
    throw new EvaluationError("States.Runtime", `The intrinsic function '${node.name}' does not exist`);
  }
  return intrinsic(values, random);
}

function readArgument(node: IntrinsicNode & { kind: "path" }, data: PathData): unknown {
  try {
    return selectPath(node.path, data);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    const input = JSON.stringify(data.input);
    // A path in the context object is told of as one in the input.
    const text = node.path.text.replace(/^\$\$/, "$");
    const message = `The JsonPath argument for the field '${text}' could not be found in the input '${input}'`;
    throw new EvaluationError("States.Runtime", message);
  }
}
