import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import type { Clause } from "./clause.ts";
import { ANY_TEXT, readGlob } from "./glob.ts";
import type { Globs } from "./has-text.ts";
import type { Statement } from "./policy-comparison.ts";
import { readConditions } from "./read-conditions.ts";
import { principalPatterns, readPrincipals } from "./read-principals.ts";
import { EVERYTHING, type Region } from "./region.ts";

/** A statement as it is shown, and as the sets that it is about. */
export interface ReadStatement {
  readonly shown: Statement;
  readonly actions: Region;
  readonly resources: Region;
  readonly principals: Region;
  readonly clauses: readonly Clause[];
  /** The same for statements that say the same, however they are written. */
  readonly id: string;
}

interface Part {
  readonly shown: readonly string[];
  readonly region: Region;
  readonly id: string;
}

const ELEMENTS: ReadonlySet<string> = new Set([
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
]);

/** Of an ARN, in AWS. */
const LONGEST_TEXT = 2_048;

/** Where an identity's policy has no principals, and a trust policy no resources: all of them. */
const NOT_SAID: Part = { shown: [], region: EVERYTHING, id: "" };

/** Reads one statement; undefined if AWS would refuse it, or if something in it is not known here. */
export function readStatement(statement: Json, variables: boolean): ReadStatement | undefined {
  if (!isJsonObject(statement) || !Object.keys(statement).every((key) => ELEMENTS.has(key))) return undefined;
  const effect = elementOf(statement, "Effect");
  const sid = elementOf(statement, "Sid");
  const actions = readPart(statement, "Action", readActions);
  const resources = readPart(statement, "Resource", (value) => readResources(value, variables));
  const principals = readPart(statement, "Principal", readPrincipalPart);
  const clauses = readConditions(elementOf(statement, "Condition"), variables);
  if ((effect !== "Allow" && effect !== "Deny") || actions === undefined || actions === NOT_SAID)
    return undefined;
  if (resources === undefined || principals === undefined || clauses === undefined) return undefined;
  return {
    shown: {
      ...(typeof sid === "string" && sid !== "" ? { sid } : {}),
      effect,
      principals: principals.shown,
      actions: actions.shown,
      resources: resources.shown,
      conditions: clauses.map(({ line }) => line).sort(),
    },
    actions: actions.region,
    resources: resources.region,
    principals: principals.region,
    clauses,
    id: JSON.stringify([effect, actions.id, resources.id, principals.id, clauses.map(({ id }) => id)]),
  };
}

/** Own elements only, so that nothing that every object has is taken for one. */
const elementOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** `name` or its opposite, `Not` and name, but not both. */
function readPart(
  statement: JsonObject,
  name: string,
  read: (value: Json) => { readonly shown: readonly string[]; readonly globs: Globs } | undefined,
): Part | undefined {
  const [positive, negative] = [elementOf(statement, name), elementOf(statement, `Not${name}`)];
  if (positive === undefined && negative === undefined) return NOT_SAID;
  if (positive !== undefined && negative !== undefined) return undefined;
  const part = read((positive ?? negative) as Json);
  if (part === undefined) return undefined;
  const keys = [...new Set(part.globs.map(({ key }) => key))].sort();
  const id = JSON.stringify([positive === undefined, keys]);
  if (positive !== undefined) return { shown: part.shown, region: { allOf: [part.globs], noneOf: [] }, id };
  const shown = part.shown.map((text) => `not ${text}`);
  return { shown, region: { allOf: EVERYTHING.allOf, noneOf: part.globs }, id };
}

function readActions(value: Json) {
  const texts = textsOf(value);
  if (texts === undefined) return undefined;
  const globs = texts.map((text) => {
    if (/^\*+(:\*+)?$/.test(text)) return ANY_TEXT;
    return readGlob(text.toLowerCase(), { wildcards: true, variables: false }, text);
  });
  return shownGlobs(globs);
}

function readResources(value: Json, variables: boolean) {
  const texts = textsOf(value);
  return texts && shownGlobs(texts.map((text) => readGlob(text, { wildcards: true, variables })));
}

function readPrincipalPart(value: Json) {
  const shown = readPrincipals(value);
  if (shown === undefined) return undefined;
  const globs = shown.flatMap((principal) =>
    principalPatterns(principal).map((text) =>
      readGlob(text, { wildcards: true, variables: false }, principal),
    ),
  );
  return { shown, globs };
}

const shownGlobs = (globs: Globs) => {
  const byKey = new Map(globs.map((glob) => [glob.key, glob]));
  const different = [...byKey.values()].sort((one, other) => (one.text < other.text ? -1 : 1));
  return { shown: different.map(({ text }) => text), globs: different };
};

function textsOf(value: Json): readonly string[] | undefined {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const isText = (one: Json): boolean => typeof one === "string" && one !== "" && one.length <= LONGEST_TEXT;
  return list.every(isText) ? (list as readonly string[]) : undefined;
}
