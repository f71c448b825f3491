/** A handler in the ways that people write them. */
export interface SplitCase {
  /** The first is the entry. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether it has to be bundled whole. Default: false. */
  readonly isWhole?: boolean;
}

/** Packages of every kind, by path. */
export const PACKAGES: Readonly<Record<string, string>> = {
  "package.json": '{"name":"cases"}',
  "node_modules/esm/package.json":
    '{"name":"esm","type":"module","exports":{".":"./index.js","./sub":"./sub.js"}}',
  "node_modules/esm/index.js": `
    globalThis.order = [...(globalThis.order ?? []), "esm"];
    export const one = "esm one";
    export const unused = "esm unused";
    export let count = 0;
    export const increment = () => { count += 1; };
    export class Base { static kind = "base"; }
    export class EsmError extends Error { name = "EsmError"; }
    export const fail = () => { throw new EsmError("esm failed"); };
    export default function esmDefault() { return "esm default"; }`,
  "node_modules/esm/sub.js": 'import { Base } from "./index.js"; export const make = () => new Base();',
  "node_modules/pure/package.json":
    '{"name":"pure","type":"module","sideEffects":false,"exports":"./index.js"}',
  "node_modules/pure/index.js":
    'globalThis.order = [...(globalThis.order ?? []), "pure"]; export const pure = 1;',
  "node_modules/effect/package.json": '{"name":"effect","main":"index.js"}',
  "node_modules/effect/index.js": 'globalThis.order = [...(globalThis.order ?? []), "effect"];',
  "node_modules/env/package.json": '{"name":"env","type":"module","exports":"./index.js"}',
  "node_modules/env/index.js": "export const seen = globalThis.setting ?? 'unset';",
  "node_modules/cjs/package.json": '{"name":"cjs","main":"index.js"}',
  "node_modules/cjs/index.js": "module.exports = { named: 'cjs named', value: 2 };",
  "node_modules/cjs-function/package.json": '{"name":"cjs-function","main":"index.js"}',
  "node_modules/cjs-function/index.js":
    "module.exports = function hello() { return 'hello'; }; module.exports.extra = 3;",
  "node_modules/transpiled/package.json": '{"name":"transpiled","main":"index.js"}',
  "node_modules/transpiled/index.js":
    'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = "transpiled default"; exports.other = 4;',
  "node_modules/dual/package.json":
    '{"name":"dual","exports":{".":{"import":"./index.mjs","require":"./index.cjs"}}}',
  "node_modules/dual/index.mjs": 'export const kind = "esm";',
  "node_modules/dual/index.cjs": 'exports.kind = "cjs";',
  "node_modules/spaces/package.json":
    '{"name":"spaces","type":"module","sideEffects":false,"exports":"./index.js"}',
  "node_modules/spaces/index.js": `
    import * as space from "./space.js";
    export { space, space as default };
    export { space as again } from "./again.js";
    export * as shapes from "./shapes.js";
    export * as mixed from "./mixed.js";
    export * as effective from "./effective.js";
    export * from "./stars.js";
    export * from "./shapes.js";`,
  "node_modules/spaces/again.js": 'import * as space from "./space.js"; export { space };',
  "node_modules/spaces/space.js":
    'export * from "./shapes.js"; export { square as enum } from "./shapes.js";',
  "node_modules/spaces/shapes.js": `
    export const circle = () => "space circle";
    export const square = () => "space square";
    export const unused = () => "space unused";
    export function self() { return typeof this; }
    export let drawn = 0;
    export const draw = () => { drawn += 1; };
    export class Shape { static kind = "space shape"; }`,
  "node_modules/spaces/stars.js": 'export * as starred from "./shapes.js";',
  "node_modules/spaces/mixed.js": 'export * from "cjs"; export * from "./shapes.js";',
  "node_modules/spaces/effective.js":
    'import { setShown } from "./shown.js"; export * from "./shown.js"; setShown("space effect");',
  "node_modules/spaces/shown.js":
    "export let shown = 'nothing'; export const setShown = (text) => { shown = text; };",
  "node_modules/short/package.json":
    '{"name":"short","type":"module","sideEffects":false,"exports":"./index.js"}',
  "node_modules/short/index.js":
    'export * as space from "./space"; export * from "./folder"; export * from "./types";',
  "node_modules/short/types.js": "export {};",
  "node_modules/short/space.js": "export * from './folder'; export * from './named';",
  "node_modules/short/folder/index.js":
    "export const circle = () => 'space circle'; export const unused = 'space unused';",
  "node_modules/short/named.ts": "export const square = () => 'space square' as string;",
  "node_modules/short/named.js": "export const square = () => 'space square in JavaScript';",
  "node_modules/loud/package.json":
    '{"name":"loud","type":"module","sideEffects":false,"exports":{".":"./index.js","./by":"./by.js","./deep":"./deep.js"}}',
  "node_modules/loud/index.js": `
    import * as space from "./space.js";
    export { space };
    globalThis.order = [...(globalThis.order ?? []), "loud"];`,
  "node_modules/loud/loud-way.js": `
    export { circle } from "./space.js";
    export * from "./space.js";
    globalThis.order = [...(globalThis.order ?? []), "way"];`,
  "node_modules/loud/deep.js": 'export * as deep from "./facade.js"; export * from "./facade.js";',
  "node_modules/loud/facade.js": 'export { circle, unused } from "./loud-way.js";',
  "node_modules/loud/by.js": 'export { space } from "./index.js";',
  "node_modules/loud/space.js": "export const circle = () => 'loud circle'; export const unused = 1;",
  "node_modules/circle/package.json":
    '{"name":"circle","type":"module","sideEffects":false,"exports":"./index.js"}',
  "node_modules/circle/index.js": `
    import * as inner from "./inner.js";
    export { inner };
    export const base = (globalThis.order = [...(globalThis.order ?? []), "index"], "base");`,
  "node_modules/circle/inner.js": `
    import { base } from "./index.js";
    export const seen = (() => { try { return base; } catch (error) { return error.name; } })();
    export const late = () => base;
    export const unused = 1;`,
  "node_modules/data/package.json": '{"name":"data"}',
  "node_modules/data/facts.json": '{"answer":42}',
};

const handler = (...lines: readonly string[]) => ({ files: { "handler.ts": lines.join("\n") } });

export const CASES: Readonly<Record<string, SplitCase>> = {
  "named-imports": handler(
    'import { one, increment as more, count } from "esm";',
    "export const handler = () => { more(); more(); return [one, count]; };",
  ),
  "the-same-names": handler(
    'import { count, increment, one } from "esm";',
    "export const handler = () => { increment(); return { one, count }; };",
  ),
  "default-and-names": handler(
    'import esmDefault, { one } from "esm";',
    "export const handler = () => [esmDefault(), one];",
  ),
  namespace: handler(
    'import * as esm from "esm";',
    "export const handler = () => [esm.one, Object.keys(esm).sort()];",
  ),
  "members of a namespace": handler(
    'import * as esm from "esm";',
    "export const handler = () => { esm.increment(); return [esm.count, esm.one, esm.Base.kind, esm.default()]; };",
  ),
  "a member that nobody exports": handler(
    'import * as esm from "esm";',
    "// @ts-expect-error",
    "export const handler = () => [esm.one, typeof esm.nothing];",
  ),
  "members of a namespace that a package exports": handler(
    'import { space } from "spaces";',
    "const { drawn } = { drawn: () => space.drawn };",
    "export const handler = () => { space.draw(); return [space.circle(), space.enum(), drawn(), space.Shape.kind]; };",
  ),
  "namespaces by other ways": handler(
    'import byDefault, { again, shapes, starred } from "spaces";',
    "export const handler = () => [byDefault.circle(), again.square(), shapes.self(), starred.Shape.kind];",
  ),
  "a namespace and a name in it": handler(
    'import { circle, space } from "spaces";',
    "export const handler = () => [circle(), space.square(), space.circle === circle];",
  ),
  "a namespace as a value": handler(
    'import { space } from "spaces";',
    "export const handler = () => [space.circle(), Object.keys(space).sort()];",
  ),
  "a namespace by computed names": handler(
    'import { space } from "spaces";',
    "const name: 'circle' | 'square' = 'square';",
    "export const handler = () => [space.circle(), space[name]()];",
  ),
  "a namespace in two own files": {
    files: {
      "handler.ts":
        'import { space } from "spaces";\nimport { other } from "./other.ts";\nexport const handler = () => [space.circle(), other()];',
      "other.ts": 'import { space as s } from "spaces";\nexport const other = () => s.square();',
    },
  },
  "names that look like a namespace": handler(
    'import { space } from "spaces";',
    "const own = { space: { circle: 1, list: [2] } };",
    "const inner = (space: { readonly square: number }) => space.square;",
    "export const handler = () => [space.circle(), own.space.circle, inner({ square: 3 }), ...own.space.list, `space.unused ${own?.space.circle}`];",
  ),
  "a namespace with CommonJS in it": handler(
    'import { mixed } from "spaces";',
    "export const handler = () => [mixed.circle(), (mixed as never as { value: number }).value];",
  ),
  "a namespace whose module has an effect": handler(
    'import { effective } from "spaces";',
    "export const handler = () => effective.shown;",
  ),
  "members of a namespace by short specifiers": handler(
    'import * as short from "short";',
    "export const handler = () => short.circle();",
  ),
  "a namespace of which only a bundler finds all": handler(
    'import { space } from "short";',
    "export const handler = () => [space.circle(), space.square()];",
  ),
  "a namespace that a module with an effect exports": handler(
    'import { space } from "loud";',
    "export const handler = () => [space.circle(), globalThis.order];",
  ),
  "a namespace that comes through a module with an effect": handler(
    'import { space } from "loud/by";',
    "export const handler = () => [space.circle(), globalThis.order];",
  ),
  "members that come through a module with an effect": handler(
    'import { deep } from "loud/deep";',
    "export const handler = () => [deep.circle(), globalThis.order];",
  ),
  "members of its own namespace that come through a module with an effect": handler(
    'import * as deep from "loud/deep";',
    "export const handler = () => [deep.circle(), globalThis.order];",
  ),
  "a namespace in a circle": handler(
    'import { inner } from "circle";',
    "export const handler = () => [inner.seen, inner.late(), globalThis.order];",
  ),
  subpath: handler(
    'import { Base } from "esm";',
    'import { make } from "esm/sub";',
    "export const handler = () => [make() instanceof Base, Base.kind];",
  ),
  "instanceof across both parts": handler(
    'import { Base, EsmError, fail } from "esm";',
    "class Own extends Base {}",
    "export const handler = () => { try { fail(); } catch (error) { return [error instanceof EsmError, (error as Error).name, new Own() instanceof Base]; } };",
  ),
  "cjs named": handler('import { named, value } from "cjs";', "export const handler = () => [named, value];"),
  "cjs default": handler('import cjs from "cjs";', "export const handler = () => cjs;"),
  "cjs namespace": handler(
    'import * as cjs from "cjs";',
    "export const handler = () => [cjs.named, Object.keys(cjs)];",
  ),
  "cjs function": handler(
    'import hello from "cjs-function";',
    "export const handler = () => [hello(), hello.extra];",
  ),
  "transpiled default": handler(
    'import value, { other } from "transpiled";',
    "export const handler = () => [value, other];",
  ),
  "transpiled default in an .mts file": {
    files: {
      "handler.mts":
        'import value, { other } from "transpiled";\nexport const handler = () => [JSON.stringify(value), other];',
    },
  },
  "transpiled default in a module package": {
    files: {
      "handler.ts": 'import value from "transpiled";\nexport const handler = () => JSON.stringify(value);',
      "package.json": '{"type":"module"}',
    },
  },
  "files of both kinds": {
    files: {
      "handler.ts":
        'import value from "transpiled";\nimport { other } from "./other.mts";\nexport const handler = () => [value, JSON.stringify(other)];',
      "other.mts": 'import value from "transpiled";\nexport const other = value;',
    },
    isWhole: true,
  },
  dual: handler('import { kind } from "dual";', "export const handler = () => kind;"),
  "dual by require": {
    ...handler('const { kind } = require("dual");', "export const handler = () => kind;"),
    isWhole: true,
  },
  "dual by both": {
    ...handler(
      'import { kind } from "dual";',
      'export const handler = async () => [kind, (await import("dual")).kind, require("dual").kind];',
    ),
    isWhole: true,
  },
  json: handler('import facts from "data/facts.json";', "export const handler = () => facts.answer;"),
  "for its effect": handler(
    'import "effect";',
    'import { one } from "esm";',
    "export const handler = () => [globalThis.order, one];",
  ),
  "effects in the order of imports": handler(
    'import { one } from "esm";',
    'import "effect";',
    "export const handler = () => [globalThis.order, one];",
  ),
  "for an effect that the package denies": handler(
    'import "pure";',
    'import { one } from "esm";',
    "export const handler = () => [globalThis.order, one];",
  ),
  "an import that nothing uses": {
    files: {
      "handler.js":
        'import { one, unused } from "esm";\nexport const handler = () => [globalThis.order, one];',
    },
  },
  "a re-export": handler(
    'export { one } from "esm";',
    'import { one } from "esm";',
    "export const handler = () => one;",
  ),
  "a re-export of all": {
    ...handler('export * from "esm";', "export const handler = () => globalThis.order;"),
    isWhole: true,
  },
  "dynamic import": {
    ...handler('export const handler = async () => (await import("esm")).one;'),
    isWhole: true,
  },
  "own CommonJS": {
    files: {
      "handler.ts": 'import { own } from "./own.cjs";\nexport const handler = () => own;',
      "own.cjs": 'exports.own = require("cjs").named;',
    },
    isWhole: true,
  },
  "several own files": {
    files: {
      "handler.ts":
        'import { one } from "esm";\nimport { shared } from "./shared.ts";\nexport const handler = () => [one, shared()];',
      "shared.ts": 'import { value } from "cjs";\nexport const shared = () => value;',
    },
  },
  "an own file whose effect a package sees": {
    files: {
      "handler.ts": 'import "./setting.ts";\nimport { seen } from "env";\nexport const handler = () => seen;',
      "setting.ts": "(globalThis as { setting?: string }).setting = 'set before';",
    },
    isWhole: true,
  },
  "an own file without effects before a package": {
    files: {
      "handler.ts":
        'import { double } from "./double.ts";\nimport { seen } from "env";\nexport const handler = () => [double(2), seen];',
      "double.ts": "export const double = (value: number) => 2 * value;",
    },
  },
  "own files that import each other": {
    files: {
      "handler.ts":
        'import { one } from "esm";\nimport { even } from "./even.ts";\nexport const handler = () => [one, even(4), even(5)];',
      "even.ts":
        'import { odd } from "./odd.ts";\nexport const even = (n: number): boolean => n === 0 || odd(n - 1);',
      "odd.ts":
        'import { even } from "./even.ts";\nexport const odd = (n: number): boolean => n !== 0 && even(n - 1);',
    },
  },
  "own-errors": handler(
    'import { one } from "esm";',
    'class PhotoDamaged extends Error { override name = "PhotoDamaged"; }',
    "export const handler = () => [new PhotoDamaged(one).name, new PhotoDamaged(one).message];",
  ),
  "names in strings and comments": handler(
    'import { one, unused } from "esm";',
    "// unused",
    'export const handler = () => [one, `import { a } from "b";\\nunused ${one}`];',
  ),
  "names that two packages have": handler(
    'import { named } from "cjs";',
    'import { kind as named2 } from "dual";',
    'import { default as p0 } from "cjs-function";',
    'import esm, { one as kind } from "esm";',
    "export const handler = () => [named, named2, p0(), esm(), kind];",
  ),
  builtins: handler(
    'import { createHash } from "node:crypto";',
    'import { one } from "esm";',
    'export const handler = () => createHash("sha256").update(one).digest("hex");',
  ),
  zod: handler(
    'import { z } from "zod";',
    "const event = z.object({ name: z.string() });",
    "export const handler = () => { try { event.parse({}); } catch (error) { return [error instanceof z.ZodError, (error as Error).name]; } };",
  ),
  "zod as a namespace": handler(
    'import * as z from "zod";',
    "export const handler = () => z.string().safeParse(7).success;",
  ),
  "what zod says": handler(
    'import { z } from "zod";',
    "const event = z.object({ name: z.string().min(3), at: z.iso.date(), size: z.coerce.number().int(), kind: z.enum(['a', 'b']) });",
    "export const handler = () => z.prettifyError(event.safeParse({ name: 'a', at: 'b', size: 1.5, kind: 'c' }).error as z.ZodError);",
  ),
  jsonata: handler(
    'import jsonata from "jsonata";',
    'export const handler = () => jsonata("$sum(a)").evaluate({ a: [1, 2] });',
  ),
  "cli-table3": handler(
    'import Table from "cli-table3";',
    "export const handler = () => { const table = new Table({ head: ['a'] }); table.push(['b']); return String(table); };",
  ),
  fflate: handler(
    'import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";',
    "export const handler = () => strFromU8(inflateSync(deflateSync(strToU8('hello'))));",
  ),
  commander: handler(
    'import { Command, CommanderError } from "commander";',
    "export const handler = () => { try { new Command().exitOverride().configureOutput({ writeErr() {} }).parse(['a', 'b', '--no']); } catch (error) { return [error instanceof CommanderError, (error as CommanderError).code]; } };",
  ),
  "AWS SDK as a namespace": handler(
    'import * as s3 from "@aws-sdk/client-s3";',
    "const client = new s3.S3Client({ region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });",
    "export const handler = async () => (await client.send(new s3.HeadBucketCommand({ Bucket: 'b' })).catch((caught) => caught)).code;",
  ),
  "AWS SDK": handler(
    'import { GetObjectCommand, NoSuchKey, S3Client, S3ServiceException } from "@aws-sdk/client-s3";',
    "export const handler = async () => {",
    "  const client = new S3Client({ region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });",
    "  const error = await client.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })).catch((caught) => caught);",
    "  return [error.code, NoSuchKey.prototype instanceof S3ServiceException, client.config.requestHandler.constructor.name.length > 0];",
    "};",
  ),
};
