import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Artifact } from "../../packaging/artifact.ts";
import { buildArtifacts } from "../../packaging/build.ts";
import type {
  BuildRequest,
  FunctionSource,
  LayerSource,
  NodeFunctionSource,
} from "../../packaging/build-request.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";

/** A project in a folder of its own, removed by `remove`. */
export interface TemporaryProject {
  readonly root: string;
  write(path: string, text: string): void;
  path(...parts: readonly string[]): string;
  /** A function whose id is `id` and whose entry is `functions/<id>/handler.ts`. */
  fn(id: string, layers?: readonly string[]): NodeFunctionSource;
  /** A layer of shared code whose id is `id` in `layers/<id>`. */
  source(id: string, layers?: readonly string[]): LayerSource;
  request(functions: readonly FunctionSource[], layers?: readonly LayerSource[]): BuildRequest;
  build(functions: readonly FunctionSource[], layers?: readonly LayerSource[]): Promise<readonly Artifact[]>;
  /** The lines that builds reported. */
  readonly reported: string[];
  remove(): void;
}

/** Writes `files` (paths to texts) below a new temporary folder; `name` is the last part of its path. */
export function temporaryProject(
  files: Readonly<Record<string, string>>,
  name: string = "project",
): TemporaryProject {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-test-")));
  const root = join(parent, name);
  const reported: string[] = [];
  const project: TemporaryProject = {
    root,
    reported,
    path: (...parts) => join(root, ...parts),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    fn: (id, layers = []) => ({ kind: "node", id, entry: join(root, "functions", id, "handler.ts"), layers }),
    source: (id, layers = []) => ({ kind: "source", id, folder: join(root, "layers", id), layers }),
    request: (functions, layers = []) => ({ projectRoot: root, functions, layers }),
    build: (functions, layers = []) =>
      buildArtifacts(project.request(functions, layers), SILENT_PROGRESS, {
        env: { ...process.env, TERRALOOM_CACHE: "" },
        report: (line) => reported.push(line),
      }),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  return project;
}
