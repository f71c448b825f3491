import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parsedJson } from "../../local/states/json-value.ts";
import { isJsonObject, type JsonObject } from "../../review/plan/json.ts";

/** Where Terraform keeps the state of a stack: in a file on this machine, or elsewhere. */
export type StateLocation =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "elsewhere"; readonly backend: string };

/**
 * What a synthesized stack says of its state ("Backend block configuration overview", Terraform documentation).
 *
 * @param configuration - the text of its `cdk.tf.json`.
 * @param workingFolder - in which Terraform is run for it.
 */
export function stateLocation(configuration: string, workingFolder: string): StateLocation {
  const { terraform } = asObject(parsedJson(configuration));
  const { backend, cloud } = asObject(terraform);
  if (cloud !== undefined) return { kind: "elsewhere", backend: "HCP Terraform" };
  const [type = "local"] = Object.keys(asObject(backend));
  if (type !== "local") return { kind: "elsewhere", backend: type };
  const workspace = workspaceOf(workingFolder);
  if (workspace !== "default") return { kind: "elsewhere", backend: `the workspace ${workspace}` };
  const { path } = asObject(asObject(backend).local);
  return {
    kind: "file",
    path: resolve(workingFolder, typeof path === "string" && path !== "" ? path : "terraform.tfstate"),
  };
}

/** Each workspace has a state of its own. */
function workspaceOf(workingFolder: string): string {
  const { TF_WORKSPACE: chosen } = process.env;
  if (chosen) return chosen;
  try {
    return readFileSync(join(workingFolder, ".terraform", "environment"), "utf8").trim() || "default";
  } catch {
    return "default";
  }
}

const asObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
