import { grouped } from "../changes/grouped.ts";
import { markedText } from "../changes/marked-text.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Block, Entry, Inline, Section } from "../page/document.ts";
import { codes } from "../page/joined.ts";
import type { PolicyChange } from "../permissions/policy-change.ts";
import type { Statement, StatementChange } from "../policies/policy-comparison.ts";
import { actionWords } from "./action-words.ts";
import type { HomedChange } from "./reviewed.ts";
import { settingLines } from "./setting-lines.ts";

/** A table for each role, statement by statement, and what else gives or takes a permission. */
export function permissionsSection(
  policies: readonly PolicyChange[],
  homed: readonly HomedChange[],
): Section {
  const told = new Set(policies.map(({ change }) => change));
  const owners = grouped(policies, ({ change, owner }) => `${change.stack}\n${owner}`);
  return {
    title: "Permissions",
    noun: ["role or resource", "roles and resources"],
    folded: false,
    weight: 2,
    entries: [
      ...[...owners.values()].map(ownerEntry),
      ...homed.filter(({ change }) => !told.has(change)).map(otherEntry),
    ],
  };
}

function ownerEntry(policies: readonly PolicyChange[]): Entry {
  const [first] = policies as [PolicyChange];
  const services = policies.length === 1 ? servicesOf(first) : [];
  if (services.length > 0)
    return { head: [...resourceName(first.change), ": new, for ", ...codes(services)], blocks: [] };
  const { change, owner } = first;
  const name: Inline =
    owner === change.address
      ? resourceName(change)
      : policies.length > 1
        ? [{ code: owner }]
        : [{ code: owner }, " (", ...resourceName(change), ")"];
  const verdicts = [...new Set(policies.map(verdict))];
  return {
    head: [...name, `: ${verdicts.join(", ")}`],
    blocks: policies.flatMap((policy) => policyBlocks(policy, policies.length > 1)),
  };
}

/** The services that a new role is for, if nobody else may take it: then there is no more to say of it. */
function servicesOf({ change, kind, comparison: { statements } }: PolicyChange): readonly string[] {
  const who = statements.flatMap(({ after }) => after?.principals ?? []);
  const isPlain = statements.every(({ after }) => after?.effect === "Allow" && after.conditions.length === 0);
  if (kind !== "trust" || change.action !== "create" || !isPlain) return [];
  return who.every((principal) => principal.startsWith("Service: "))
    ? who.map((principal) => principal.slice(9))
    : [];
}

function verdict({ comparison, unknown, change, newOwner }: PolicyChange): string {
  if (unknown) return "known after apply";
  if (comparison.same) return "the same, written differently";
  if (!comparison.decided) return "not decided";
  const [gains, loses] = [comparison.gained.length > 0, comparison.lost.length > 0];
  if (change.before === undefined || newOwner) return "new";
  if (gains && loses) return "allows more and allows less";
  return gains ? "allows more" : loses ? "allows less" : "allows the same";
}

/** @param named - whether the head says of several documents only whose they are. */
function policyBlocks(
  { change, kind, comparison, ofOwner, unknown }: PolicyChange,
  named: boolean,
): readonly Block[] {
  const what = kind === "trust" ? " (who may take the role)" : "";
  const title: Block = {
    kind: "paragraph",
    text: [...resourceName(change), `${what}: ${actionWords(change)}`],
  };
  const titles = named || change.action !== "update" || kind === "trust" ? [title] : [];
  if (unknown) return titles;
  const { statements } = comparison;
  const alarms = ofOwner.alarms.map(({ text }) => markedText(text));
  return [
    ...titles,
    ...(alarms.length === 0 ? [] : [{ kind: "list", items: alarms } as const]),
    ...(statements.length === 0 ? [] : [statementTable(statements)]),
  ];
}

const statementTable = (statements: readonly StatementChange[]): Block => ({
  kind: "table",
  head: ["", "Effect", "Who", "Actions", "Resources", "Conditions"],
  rows: statements.flatMap(({ kind, before, after }) =>
    kind === "changed" && before !== undefined && after !== undefined
      ? [row("before", before), row("after", after)]
      : [row(kind, after ?? before)],
  ),
});

function row(mark: string, statement: Statement | undefined): readonly Inline[] {
  if (statement === undefined) return [[mark], [], [], [], [], []];
  const { effect, principals, actions, resources, conditions } = statement;
  return [[mark], [effect], ...[principals, actions, resources, conditions].map(codes)];
}

/** Roles, attachments, permissions of functions: no document of statements, but permissions all the same. */
function otherEntry(homed: HomedChange): Entry {
  const { change, view } = homed;
  const lines = change.action === "update" ? settingLines(homed) : facts(change, view);
  return {
    head: [...resourceName(change), `: ${actionWords(change)}`],
    blocks: lines.length === 0 ? [] : [{ kind: "list", items: lines }],
  };
}

/** Who may do what with what, as far as a created permission or attachment says so. */
const facts = (change: HomedChange["change"], view: HomedChange["view"]): readonly Inline[] =>
  ["principal", "source_arn", "function_name", "role", "policy_arn"].flatMap((name) => {
    const value = view.shown(change.after?.[name]);
    return value === undefined || value === "none" ? [] : [[{ code: name }, ": ", { code: value }]];
  });
