import { readFileSync } from "node:fs";

interface Entry {
  address: string;
  name: string;
  change: { before: object; after: object };
}

/**
 * A plan of so many functions and their tags, grown from the plan of the tests, as Terraform writes it: each resource stands in
 * `resource_changes`, `planned_values` and `prior_state`.
 */
export function largePlan(resources: number): string {
  const source = new URL("../../test/fixtures/plans/many.json", import.meta.url);
  const plan = JSON.parse(readFileSync(source, "utf8")) as { resource_changes: Entry[] };
  const functions = plan.resource_changes.filter(({ address }) => /fn-\d+$/.test(address));
  const changes = Array.from({ length: resources }, (_, index) =>
    grown(functions[index % functions.length] as Entry, index),
  );
  const values = (side: "before" | "after") => ({
    root_module: {
      resources: changes.map(({ address, name, change }) => ({
        address,
        name,
        mode: "managed",
        values: change[side],
      })),
    },
  });
  return JSON.stringify({
    ...plan,
    resource_changes: [...plan.resource_changes.filter((entry) => !functions.includes(entry)), ...changes],
    planned_values: values("after"),
    prior_state: { values: values("before") },
  });
}

function grown(entry: Entry, index: number): Entry {
  const name = `fn-${String(index).padStart(5, "0")}`;
  const text = JSON.stringify({ ...entry, address: `aws_lambda_function.${name}`, name });
  return JSON.parse(text.replaceAll(/many-fn-\d+/g, `many-${name}`)) as Entry;
}
