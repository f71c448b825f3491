import type { Decision } from "../../../review/decisions/decision.ts";
import { plainText } from "../../../review/page/plain-text.ts";

/** `gate: sentence`, and the details below it. */
export const decisionLines = (decisions: readonly Decision[]): readonly string[] =>
  decisions.flatMap(({ gate, text, details }) => [
    `${gate}: ${plainText(text)}`,
    ...details.map((detail) => `  ${plainText(detail)}`),
  ]);
