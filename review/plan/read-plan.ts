import { callerAccount } from "./caller-account.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { createMask, type Mask } from "./masked.ts";
import type { FailedCheck, Plan, ResourceChange } from "./plan.ts";
import { notAPlan } from "./plan-text.ts";
import { readOutputs } from "./read-outputs.ts";
import { readResourceChange } from "./read-resource-change.ts";
import { createScrub } from "./scrub.ts";
import { sensitiveTexts, sensitiveVariables } from "./sensitive-texts.ts";
import { valuesAt } from "./values-at.ts";

/** The major version of the format that is understood; what a minor one adds is left unread. */
const MAJOR = 1;

/**
 * A plan from the text of `terraform show -json`, as "JSON Output Format" of Terraform's documentation describes it, its secrets masked.
 *
 * @param file - its name, for errors.
 * @param stack - what to call the plan beside others; empty for a plan alone.
 * @throws {UserError} for what is no plan, is cut off, or has a major format version other than 1.
 */
export function readPlan(text: string, file: string, stack = ""): Plan {
  const json = parsedPlan(text, file);
  const mask = createMask();
  const changes = list(json.resource_changes).map((entry) => readChange(entry, { file, stack, mask }));
  const account = callerAccount(json);
  const drift = list(json.resource_drift).map((entry) => readChange(entry, { file, stack, mask }));
  return {
    stack,
    terraformVersion: typeof json.terraform_version === "string" ? json.terraform_version : "",
    errored: json.errored === true,
    ...(account === undefined ? {} : { account }),
    complete: json.complete !== false && list(json.deferred_changes).length === 0,
    changes,
    drift,
    outputs: readOutputs(json, stack),
    failedChecks: failedChecks(json),
    configuration: isJsonObject(json.configuration) ? json.configuration : {},
    scrub: createScrub(secretsOf(json)),
  };
}

function readChange(entry: Json, context: { file: string; stack: string; mask: Mask }): ResourceChange {
  const change = readResourceChange(entry, context);
  if (change === undefined) {
    throw notAPlan(context.file, `an entry of resource_changes that is none: ${shortJson(entry)}`);
  }
  return change;
}

function parsedPlan(text: string, file: string): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw notAPlan(
      file,
      isCutOff(text)
        ? "JSON that is cut off"
        : /^\s*\{.*\}\s*\n\s*\{/.test(text.slice(0, 5000))
          ? "the lines that terraform plan -json prints"
          : "no JSON",
    );
  }
  if (!isJsonObject(json)) throw notAPlan(file, "JSON that is no object");
  const version = json.format_version;
  if (typeof version !== "string") {
    throw notAPlan(file, "lineage" in json ? "a state" : "JSON without format_version");
  }
  const major = Number(version.split(".")[0]);
  if (major !== MAJOR) {
    const wayOn = major < MAJOR ? "Plan with Terraform 1.1 or newer" : "Update terraloom";
    throw notAPlan(file, `format version ${shortJson(version)}`, `This version reads ${MAJOR}.x. ${wayOn}.`);
  }
  if (
    !(
      "resource_changes" in json ||
      "resource_drift" in json ||
      "planned_values" in json ||
      "configuration" in json
    )
  ) {
    throw notAPlan(file, "values" in json ? "a state" : "JSON without resource_changes");
  }
  return json;
}

/** A whole document ends with its bracket. */
const isCutOff = (text: string): boolean => text.trimStart().startsWith("{") && !text.trimEnd().endsWith("}");

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** "Checks Representation", "JSON Output Format", Terraform documentation. */
const failedChecks = (json: JsonObject): readonly FailedCheck[] =>
  list(json.checks).flatMap((check) => {
    if (!isJsonObject(check) || (check.status !== "fail" && check.status !== "error")) return [];
    const address = isJsonObject(check.address) ? check.address.to_display : undefined;
    return typeof address === "string"
      ? [{ address, problems: valuesAt(check, "instances.problems.message") }]
      : [];
  });

function secretsOf(json: JsonObject): ReadonlySet<string> {
  const secrets = new Set<string>();
  for (const entry of [...list(json.resource_changes), ...list(json.resource_drift)]) {
    if (isJsonObject(entry)) addSecrets(entry.change, secrets);
  }
  if (isJsonObject(json.output_changes)) {
    for (const change of Object.values(json.output_changes)) addSecrets(change, secrets);
  }
  sensitiveVariables(json, secrets);
  return secrets;
}

function addSecrets(change: Json | undefined, secrets: Set<string>): void {
  if (!isJsonObject(change)) return;
  sensitiveTexts(change.before, change.before_sensitive, secrets);
  sensitiveTexts(change.after, change.after_sensitive, secrets);
}

/** The beginning of a value, for an error. */
const shortJson = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
