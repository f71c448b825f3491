import assert from "node:assert/strict";
import { type SourceImport, sourceImports } from "./source-imports.ts";

/** What the files of one room may import of the project. */
interface Direction {
  /** Which files; the first direction that fits a file counts. */
  readonly room: RegExp;
  /** A file, or the beginning of a path that ends in `/`; `$1` is what the room's first group found. */
  readonly may: readonly string[];
  /** The same, of which nothing may be there when the program runs. */
  readonly mayAsTypes?: readonly string[];
  readonly because: string;
}

const DIRECTIONS: readonly Direction[] = [
  {
    room: /^reporting\//,
    may: ["reporting/"],
    because: "everything reports to the user through it, so it can stand on nothing",
  },
  {
    room: /^packaging\//,
    may: ["packaging/", "reporting/"],
    because: "artifacts are built from sources, whatever declares them",
  },
  {
    room: /^layers\/([^/]+)\//,
    may: ["layers/$1/"],
    because: "a layer is deployed alone",
  },
  {
    room: /^functions\/([^/]+)\//,
    may: ["functions/$1/"],
    because:
      "a function is deployed alone; what several share belongs into a layer, imported by its package's name",
  },
  {
    room: /^workflows\//,
    may: ["workflows/", "modules/workflow/"],
    mayAsTypes: ["functions/", "layers/"],
    because: "a workflow is data; of the functions it calls it knows the types only",
  },
  {
    room: /^modules\/workflow\//,
    may: ["modules/workflow/", "reporting/"],
    because: "the workflow language knows nothing of Terraform",
  },
  {
    room: /^modules\/event-pattern\//,
    may: ["modules/event-pattern/", "reporting/"],
    because: "patterns are data",
  },
  {
    room: /^modules\/check-rule\.ts$/,
    may: ["modules/", "packaging/", "reporting/", "local/events/validate-pattern.ts"],
    because:
      "of the local run, what says which patterns EventBridge takes is pure, and must be said before a deploy",
  },
  {
    room: /^modules\/check-machine\.ts$/,
    may: ["modules/", "reporting/", "local/states/check-definition.ts"],
    mayAsTypes: ["local/states/check-resource.ts"],
    because:
      "of the local run, what says which definitions Step Functions takes is pure, and must be said before a deploy",
  },
  {
    room: /^modules\/(image-pipeline\/|configuration\.ts$)/,
    may: ["modules/", "workflows/", "packaging/", "reporting/"],
    because: "the reference application puts the rooms together",
  },
  {
    room: /^modules\//,
    may: ["modules/", "packaging/", "reporting/"],
    because: "constructs must serve any app, not only the one in this repository",
  },
  {
    room: /^local\//,
    may: [
      "local/",
      "reporting/",
      "packaging/unzip.ts",
      "packaging/npm-layer-host.ts",
      "packaging/once-for-each.ts",
      "packaging/python-packages-host.ts",
      "packaging/package-file.ts",
    ],
    because: "it runs what was synthesized, and must not know how that was declared",
  },
  {
    room: /^review\/machines\//,
    may: ["review/machines/", "review/plan/", "review/page/document.ts"],
    because: "it compares definitions, whoever wrote them and whatever shows the result",
  },
  {
    room: /^review\/policies\//,
    may: ["review/policies/", "review/plan/json.ts", "review/changes/grouped.ts"],
    because: "policies are data, wherever in a plan they stand",
  },
  {
    room: /^review\/page\//,
    may: ["review/page/", "reporting/"],
    because: "a page is written without knowing what was compared",
  },
  {
    room: /^review\//,
    may: ["review/", "reporting/", "local/events/"],
    mayAsTypes: ["packaging/manifest.ts"],
    because: "it reads what is in a plan, and must not know how that was declared or how it runs",
  },
  {
    room: /^cli\//,
    may: [
      "cli/",
      "local/",
      "review/",
      "reporting/",
      "packaging/build.ts",
      "packaging/build-request.ts",
      "packaging/cache-bound.ts",
      "packaging/cache-entries.ts",
      "packaging/cache-folder.ts",
      "packaging/function-options.ts",
      "packaging/manifest.ts",
      "packaging/package-file.ts",
      "packaging/read-manifest.ts",
      "packaging/read-origin.ts",
      "packaging/unzip.ts",
      "packaging/verify-cache.ts",
    ],
    because:
      "it parses, calls and prints; the synth is another process, and what was saved is built without one",
  },
  {
    room: /^configuration\.ts$/,
    may: [],
    mayAsTypes: ["modules/configuration.ts"],
    because: "it is data, checked by whoever reads it",
  },
  {
    room: /^main\.ts$/,
    may: ["modules/", "configuration.ts"],
    because: "it reads as the list of what is deployed",
  },
];

/** Packages that belong to some rooms only. */
const PACKAGES: readonly { readonly name: RegExp; readonly in: RegExp; readonly because: string }[] = [
  {
    name: /^(cdktf|constructs|@cdktf\/.*)(\/|$)/,
    in: /^(main\.ts$|modules\/(?!workflow\/|event-pattern\/))/,
    because: "it is archived: the day it is replaced, one folder changes",
  },
  {
    name: /^@cdktf\/provider-aws(?!\/lib\/[^/]+\/index\.js$)/,
    in: /^$/,
    because: "anything but the deep import of one service loads all of them, which takes half a minute",
  },
  { name: /^esbuild$/, in: /^packaging\//, because: "there is one build of the app" },
  {
    name: /^@aws-sdk\/|^@aws-lambda-powertools\//,
    in: /^((functions|layers)\/|local\/app\/upload-object\.ts$)/,
    because: "only deployed functions speak to AWS, and whoever uploads objects as a user would",
  },
  {
    name: /^sharp$/,
    in: /^(functions|layers|local\/rekognition)\//,
    because: "pictures are the functions' trade",
  },
  {
    name: /^@tensorflow\//,
    in: /^local\/rekognition\//,
    because: "the model stands in for Rekognition only",
  },
  {
    name: /^(commander|cli-table3)$/,
    in: /^cli\//,
    because: "only the command line parses arguments and prints tables",
  },
  { name: /^chokidar$/, in: /^cli\/dev\//, because: "only one command watches files" },
  {
    name: /^(cli-progress|get-east-asian-width)$/,
    in: /^reporting\//,
    because: "what has a width in a terminal is drawn in one place",
  },
  {
    name: /^@dagrejs\/dagre$/,
    in: /^review\/page\/html\//,
    because: "where a browser or GitHub draws a diagram, it also lays it out",
  },
  {
    name: /^mdast-util-to-markdown$/,
    in: /^review\/page\/markdown\//,
    because: "only what prints Markdown escapes for it",
  },
];

describe("the imports between the rooms", () => {
  const imports = sourceImports();

  it("are found: types, values, calls and packages", () => {
    const found: readonly SourceImport[] = [
      { from: "main.ts", to: "configuration.ts", isPackage: false, isType: false },
      { from: "configuration.ts", to: "modules/configuration.ts", isPackage: false, isType: true },
      {
        from: "local/lambda/bootstrap.cjs",
        to: "local/lambda/load-handler.cjs",
        isPackage: false,
        isType: false,
      },
      { from: "modules/synthesize.ts", to: "cdktf", isPackage: true, isType: false },
    ];
    for (const one of found) {
      assert.ok(
        imports.some((other) => JSON.stringify(other) === JSON.stringify(one)),
        JSON.stringify(one),
      );
    }
  });

  it("go in the directions of the design", () => {
    const wrong = imports.filter(({ isPackage }) => !isPackage).flatMap(wrongDirection);
    assert.deepEqual(wrong, []);
  });

  it("leave each package to the rooms it belongs to", () => {
    const wrong = imports
      .filter(({ isPackage }) => isPackage)
      .flatMap(({ from, to }) =>
        PACKAGES.filter((rule) => rule.name.test(to) && !rule.in.test(from)).map(
          ({ because }) => `${from} imports ${to}: ${because}`,
        ),
      );
    assert.deepEqual(wrong, []);
  });

  it("of a layer's package stand for the layer that provides it", () => {
    const projectPackages = imports.filter(({ to }) => to.startsWith("@terraloom/"));
    assert.deepEqual(
      [...new Set(projectPackages.map(({ from, to }) => `${from.split("/")[0]} imports ${to}`))],
      ["functions imports @terraloom/image-kit"],
    );
  });

  it("of the constructs draw in little of the local run: they check, they run nothing", () => {
    const values = imports.filter(({ isType }) => !isType);
    const drawnIn = new Set(
      values
        .filter(({ from, to }) => from.startsWith("modules/") && to.startsWith("local/"))
        .map(({ to }) => to),
    );
    for (const file of drawnIn) for (const { from, to } of values) if (from === file) drawnIn.add(to);
    const wrong = [...drawnIn].filter(
      (file) =>
        // Paths and expressions are parsed, never followed; expressions by the library that evaluates them.
        !/^(node:|jsonata$|reporting\/|local\/(events|states)\/)/.test(file) ||
        /\/(run-|jsonata-f|json-path(-dialect|-fields|-filter)?\.ts$)/.test(file),
    );
    assert.deepEqual(wrong, []);
  });

  it("never come back to the file they started from", () => {
    const values = imports.filter(({ isPackage, isType }) => !isPackage && !isType);
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const { from, to } of values) if (from === file) visit(to, [...path, file]);
      done.add(file);
    };
    for (const { from } of values) visit(from, []);
    assert.deepEqual(circles, []);
  });

  it("hold in every room that has imports", () => {
    const unused = DIRECTIONS.filter(({ room }) => !imports.some(({ from }) => room.test(from)));
    assert.deepEqual(unused, []);
  });
});

function wrongDirection({ from, to, isType }: SourceImport): readonly string[] {
  const direction = DIRECTIONS.find(({ room }) => room.test(from));
  if (direction === undefined) return [`${from} stands in no room: give it a direction in this test`];
  const { room, may, mayAsTypes = [], because } = direction;
  const [, group = ""] = room.exec(from) ?? [];
  const allowed = (isType ? [...may, ...mayAsTypes] : may).map((path) => path.replace("$1", group));
  if (allowed.some((path) => (path.endsWith("/") ? to.startsWith(path) : to === path))) return [];
  return [`${from} imports ${to}: ${because}`];
}
