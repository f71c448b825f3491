import type { Grant } from "./policy-comparison.ts";

/** Longer texts are cut: a sentence is to be read. */
const LONGEST = 160;

/** `a, b and 3 more`. */
export function listed(items: readonly string[], most = 4): string {
  const shown = items.slice(0, items.length > most ? most - 1 : most).map(cut);
  const rest = items.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `${rest} more`];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** `every action of s3, sqs:SendMessage and …`. */
export function actionWords(actions: readonly string[]): string {
  if (actions.includes("*")) return "every action";
  const exceptions = exceptionsOf(actions);
  if (exceptions.length > 0) return `every action except ${listed(exceptions)}`;
  const services = actions.flatMap((action) => wholeServiceOf(action) ?? []);
  const others = actions.filter((action) => wholeServiceOf(action) === undefined);
  const whole = services.length === 0 ? [] : [`every action of ${listed(services)}`];
  return whole.length === 0
    ? listed(others)
    : others.length === 0
      ? whole.join("")
      : `${whole.join("")}, and ${listed(others)}`;
}

export function resourceWords(resources: readonly string[]): string {
  if (resources.includes("*")) return "every resource";
  const exceptions = exceptionsOf(resources);
  return exceptions.length > 0 ? `every resource except ${listed(exceptions)}` : listed(resources);
}

export function principalWords(principals: readonly string[]): string {
  if (principals.includes("*")) return "everyone";
  const exceptions = exceptionsOf(principals).map(principalWord);
  return exceptions.length > 0
    ? `everyone except ${listed(exceptions)}`
    : listed(principals.map(principalWord));
}

const principalWord = (principal: string): string => {
  const name = principal.replace(/^[A-Za-z]+: /, "");
  return /^\d{12}$/.test(name) ? `account ${name}` : name;
};

/** The service of `s3:*`; undefined of any other action. */
export const wholeServiceOf = (action: string): string | undefined =>
  /^([^*?:\s]+):\*+$/.exec(action)?.[1]?.toLowerCase();

const exceptionsOf = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text.startsWith("not ")).map((text) => text.slice("not ".length));

/** `s3:GetObject on arn:…`, or without resources where there are none. */
export function grantWords({ actions, resources }: Grant): string {
  return resources.length === 0
    ? actionWords(actions)
    : `${actionWords(actions)} on ${resourceWords(resources)}`;
}

/** `Allows s3:GetObject on arn:…`, `Lets everyone call …`, `Lets account 111122223333 assume the role`. */
export function allowWords(grant: Grant): string {
  const { principals, actions, resources } = grant;
  if (principals.length === 0) return `Allows ${grantWords(grant)}`;
  const assumes = actions.every((action) => /^sts:AssumeRole\w*$/i.test(action)) && resources.length === 0;
  return `Lets ${principalWords(principals)} ${assumes ? "assume the role" : `call ${grantWords(grant)}`}`;
}

export const conditionWords = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : ` if ${listed(conditions)}`;
