import type { Action } from "./plan.ts";

const ACTIONS: Readonly<Record<string, Action>> = {
  "no-op": "no-op",
  create: "create",
  read: "read",
  update: "update",
  delete: "delete",
  "delete,create": "delete-then-create",
  "create,delete": "create-then-delete",
  forget: "forget",
  "create,forget": "create-then-forget",
};

/** The action that a plan writes as a list; undefined for a list that Terraform's documentation does not have. */
export const actionOf = (list: readonly unknown[]): Action | undefined => {
  const key = list.join();
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
};

/** Whether an object is gone and another one stands in its place afterwards. */
export const isReplacement = (action: Action): boolean =>
  action === "delete-then-create" || action === "create-then-delete";

/** Whether the object that there was is lost. */
export const isLoss = (action: Action): boolean => action === "delete" || isReplacement(action);
