import { UserError } from "../../reporting/user-error.ts";
import { isJsonObject, jsonTypeName } from "../states/json-value.ts";
import { StatesError } from "../states/states-error.ts";

/** What a task is answered without a call. */
export type CannedAnswer = { readonly result: unknown } | { readonly error: string; readonly cause?: string };

/** By `service:operation` (`rekognition:detectLabels`) or the whole resource. */
export type CannedAnswers = Readonly<Record<string, CannedAnswer>>;

/** Reads the text of a file. @param path how messages name it. @throws UserError for what is no list of answers */
export function readCannedAnswers(text: string, path: string): CannedAnswers {
  const answers = parsed(text, path);
  for (const [name, answer] of Object.entries(answers))
    checkAnswer(answer, `${path}: ${JSON.stringify(name)}`);
  return answers as CannedAnswers;
}

/** @throws StatesError for an answer that is a failure */
export function cannedResult(answer: CannedAnswer): unknown {
  if ("error" in answer) throw new StatesError(answer.error, answer.cause);
  return answer.result;
}

function parsed(text: string, path: string): object {
  let answers: unknown;
  try {
    answers = JSON.parse(text);
  } catch (error) {
    throw wrong(path, "JSON", (error as Error).message);
  }
  if (isJsonObject(answers)) return answers;
  throw wrong(path, 'an object of answers by "service:operation"', jsonTypeName(answers));
}

function checkAnswer(answer: unknown, at: string): void {
  if (!isJsonObject(answer)) throw wrong(at, 'an object with "result" or "error"', jsonTypeName(answer));
  const keys = Object.keys(answer);
  const isResult = keys.length === 1 && keys[0] === "result";
  const isError = Object.hasOwn(answer, "error") && keys.every((key) => key === "error" || key === "cause");
  if (!isResult && !isError) {
    throw wrong(at, '"result" alone, or "error" and perhaps "cause"', keys.join(", ") || "nothing");
  }
  for (const key of ["error", "cause"]) {
    const value = answer[key];
    if (value !== undefined && typeof value !== "string") {
      throw wrong(`${at}.${key}`, "a text", jsonTypeName(value));
    }
  }
}

function wrong(at: string, expected: string, found: string): UserError {
  const advice = 'Write it such as { "rekognition:detectLabels": { "result": { "Labels": [] } } }.';
  return new UserError({ at, expected, found, advice });
}
