import { changeReason } from "../changes/change-reason.ts";
import type { Action, ResourceChange } from "../plan/plan.ts";

const WORDS: Readonly<Record<Action, string>> = {
  "no-op": "stays",
  create: "created",
  read: "read during apply",
  update: "changed",
  delete: "destroyed",
  "delete-then-create": "replaced",
  "create-then-delete": "replaced, the new one first",
  forget: "forgotten: Terraform lets go of it, and it stays in AWS",
  "create-then-forget": "made anew; Terraform lets go of the old one, and it stays in AWS",
};

/** What happens to a resource, and why where that needs a reason. */
export function actionWords(change: ResourceChange): string {
  const reason = changeReason(change);
  const why = reason === undefined ? "" : ` (${reason})`;
  return `${change.imported ? "imported and " : ""}${WORDS[change.action]}${why}`;
}
