import { type Command, InvalidArgumentError } from "commander";
import { type CannedAnswers, readCannedAnswers } from "../local/services/canned-answers.ts";
import type { Endpoints } from "../local/services/service-calls.ts";
import { readText } from "./read-text.ts";

/** The options by which a user says who serves what the local run does not. */
export function addServiceOptions(command: Command): Command {
  return command
    .option(
      "--endpoint <service=url>",
      "where a service is that tasks and functions call, such as rekognition=http://127.0.0.1:4566; may be repeated",
      serviceEndpoint,
    )
    .option(
      "--canned <file.json>",
      'answers to tasks: { "rekognition:detectLabels": { "result": {} } }',
      cannedFile,
    );
}

function serviceEndpoint(text: string, earlier: Endpoints = {}): Endpoints {
  const [, service = "", url = ""] = /^([a-z][a-z0-9]*)=(.+)$/.exec(text) ?? [];
  if (!isHttpUrl(url)) {
    throw new InvalidArgumentError(
      "Expected <service>=<url>, such as rekognition=http://127.0.0.1:4566; a service is named as in aws-sdk:<service>.",
    );
  }
  return { ...earlier, [service]: url };
}

function isHttpUrl(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}

/** @throws UserError where the file cannot be read, or is no list of answers */
function cannedFile(path: string): CannedAnswers {
  const text = readText(path, {
    expected: "a JSON file with answers",
    found: "nothing that can be read",
    advice: "Correct the path after --canned.",
  });
  return readCannedAnswers(text, path);
}
