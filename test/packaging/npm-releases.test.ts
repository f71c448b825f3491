import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildArtifacts } from "../../packaging/build.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";

const run = promisify(execFile);
const UNREACHABLE = /E(NOTFOUND|CONNREFUSED|CONNRESET|TIMEDOUT|AI_AGAIN|NOTCACHED|NETUNREACH)/;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LAYERS = ["layers/sharp", "test/fixtures/packaging/nested-layer"];

describe("the bytes of a layer of npm packages", function () {
  this.timeout(120_000);
  const umask = process.umask();
  let folder: string;
  const clis: Record<string, string> = {};
  let expected: readonly string[];

  before(async function () {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-npm-releases-")));
    for (const release of ["10", "11"]) {
      const prefix = join(folder, release);
      const args = ["install", "--prefix", prefix, "--no-audit", "--no-fund", `npm@${release}`];
      try {
        await run("npm", args, { cwd: folder });
      } catch (error) {
        if (UNREACHABLE.test((error as { stderr?: string }).stderr ?? "")) return this.skip();
        throw error;
      }
      clis[release] = join(prefix, "node_modules/npm/bin/npm-cli.js");
    }
    expected = await digests("11");
  });
  afterEach(() => process.umask(umask));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The digests of the layers, installed by a release of npm into an empty cache. */
  async function digests(release: string, env: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
    const layers = LAYERS.map((path) => ({
      kind: "npm" as const,
      id: path,
      folder: join(ROOT, path),
      architecture: "arm64" as const,
    }));
    const artifacts = await buildArtifacts({ projectRoot: ROOT, functions: [], layers }, SILENT_PROGRESS, {
      env: {
        ...process.env,
        TERRALOOM_CACHE: mkdtempSync(join(folder, "cache-")),
        npm_execpath: clis[release],
        ...env,
      },
    });
    return artifacts.map(({ sha256 }) => sha256);
  }

  it("are the same with npm 10 and npm 11", async () => {
    assert.deepEqual(await digests("10"), expected);
  });

  for (const mask of [0o002, 0o077]) {
    it(`are the same with the umask ${mask.toString(8).padStart(3, "0")}`, async () => {
      process.umask(mask);
      assert.deepEqual(await digests("11"), expected);
    });
  }

  it("are the same with an empty cache of npm", async () => {
    assert.deepEqual(await digests("11", { npm_config_cache: join(folder, "npm-cache") }), expected);
  });

  it("are the same whatever a user's .npmrc says of the form of node_modules", async () => {
    const npmrc = join(folder, "user.npmrc");
    writeFileSync(npmrc, "install-strategy=linked\ninstall-links=true\ninclude[]=dev\nbin-links=true\n");
    assert.deepEqual(await digests("11", { npm_config_userconfig: npmrc }), expected);
  });
});
