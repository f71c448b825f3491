import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { sha256 } from "../../packaging/sha256.ts";

/** What the reference app is made from. */
const SOURCES =
  "configuration.ts functions layers local main.ts modules package.json packaging reporting tsconfig.json workflows";

/** `nobody` on Linux. */
const OTHER_USER = 65_534;

/** How a synth is run. */
interface Setting {
  /** The last part of the clone's path. */
  readonly name?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Before the command, in a shell. */
  readonly shell?: string;
  readonly node?: string;
  readonly uid?: number;
}

describe("the synthesized reference app", () => {
  const parents: string[] = [];
  let expected: ReadonlyMap<string, string>;

  before(function () {
    this.timeout(180_000);
    if (!canLink()) this.skip(); // a clone needs the packages, as names of the same files
    expected = synthesized({});
  });
  after(() => {
    for (const parent of parents) rmSync(parent, { recursive: true, force: true });
  });

  /** A project of its own, with its packages, in which nothing was built yet. */
  function clone({ name = "clone", uid }: Setting): string {
    const parent = mkdtempSync(join(tmpdir(), "terraloom-same-"));
    parents.push(parent);
    const root = join(parent, name);
    mkdirSync(join(root, "tmp"), { recursive: true });
    for (const source of SOURCES.split(" ")) cpSync(source, join(root, source), { recursive: true });
    execFileSync("cp", ["-al", "node_modules", join(root, "node_modules")]);
    rmSync(join(root, "node_modules", ".cache"), { recursive: true, force: true });
    if (uid !== undefined) for (const path of [parent, root, join(root, "tmp")]) chownSync(path, uid, uid);
    return root;
  }

  /** Synthesizes in a new clone: the digests of all files that were written, by their paths. */
  function synthesized(setting: Setting): ReadonlyMap<string, string> {
    const root = clone(setting);
    const { env, shell = "", node = process.execPath, uid } = setting;
    const { status, stderr } = spawnSync("sh", ["-c", `${shell} exec "$0" --import tsx main.ts`, node], {
      cwd: root,
      env: {
        ...process.env,
        TERRALOOM_CACHE: "cache",
        TMPDIR: join(root, "tmp"),
        ...env,
        ...(uid && { npm_config_cache: join(root, "tmp", "npm") }),
      },
      encoding: "utf8",
      ...(uid !== undefined && { uid, gid: uid }),
    });
    assert.equal(status, 0, stderr);
    const out = join(root, "cdktf.out");
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return new Map(paths.sort().map((path) => [path.slice(out.length), sha256(readFileSync(path))]));
  }

  it("has zips of functions and layers, their manifest and Terraform JSON", () => {
    const paths = [...expected.keys()];
    for (const path of ["/assets/compress.zip", "/assets/layer-sharp.zip", "/cdk.tf.json"]) {
      assert.ok(paths.includes(`/stacks/images-dev${path}`), paths.join("\n"));
    }
    assert.ok(paths.includes("/terraloom.manifest.json"));
  });

  it("is the same in a clone with another path, umask, time zone, language, terminal and home", () => {
    const setting = {
      name: "Ürümçi 🏔 (copy)",
      shell: "umask 077;",
      env: {
        TZ: "Pacific/Kiritimati",
        LC_ALL: "tr_TR.UTF-8",
        TERM: "dumb",
        COLUMNS: "20",
        HOME: "/",
        USER: "x",
      },
    };
    assert.deepEqual(synthesized(setting), expected);
  }).timeout(180_000);

  it("is the same for another user", function () {
    if (process.getuid?.() !== 0) this.skip(); // only root can be somebody else
    assert.deepEqual(synthesized({ uid: OTHER_USER, env: { HOME: "/nonexistent" } }), expected);
  }).timeout(180_000);

  const nodes = (process.env.TERRALOOM_TEST_NODES ?? "").split(delimiter).filter(Boolean);
  for (const node of nodes.length > 0 ? nodes : [undefined]) {
    it(`is the same with ${node === undefined ? "other versions of Node.js, named in TERRALOOM_TEST_NODES" : node}`, function () {
      if (node === undefined) return this.skip();
      assert.deepEqual(synthesized({ node }), expected);
    }).timeout(180_000);
  }
});

/** Whether `cp` makes further names of the packages' files where temporary files lie. */
function canLink(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-link-"));
  try {
    const file = join("node_modules", "cdktf", "package.json");
    return spawnSync("cp", ["-al", file, join(folder, "copy")]).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
