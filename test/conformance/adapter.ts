import { createInterface } from "node:readline";
import { answerCase } from "./answer-case.ts";
import type { ConformanceCase } from "./cases.ts";

type Question = ConformanceCase & { readonly id: string };

/** Answers recorded cases of AWS: a line of JSON each on stdin, a line of JSON each on stdout. */
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line) as Question;
  const result = await answerCase(question).catch((error) => ({ failure: String(error) }));
  process.stdout.write(`${JSON.stringify({ id: question.id, result: result ?? null })}\n`);
}
