import assert from "node:assert/strict";
import { normalizedName, parseRequirements } from "../../packaging/python-requirements.ts";
import { markerEnvironment } from "../../packaging/python-target.ts";

const ENVIRONMENT = markerEnvironment({ pythonVersion: "3.12", architecture: "arm64" });

describe("parseRequirements", () => {
  const parse = (text: string) => parseRequirements(text, "x/requirements.txt", ENVIRONMENT);

  it("reads pins with extras, hashes, continued lines and comments", () => {
    const text = [
      "# by pip-compile",
      "--index-url https://pypi.example/simple # ours",
      "",
      "httpx[http2, socks]==0.27.0 \\",
      "    --hash=sha256:aaaa \\",
      "    --hash=sha256:bbbb",
      "    # via -r requirements.in",
      "urllib3 == 2.2.1",
      "idna===3.7",
    ].join("\r\n");
    const { packages, options } = parse(`\uFEFF${text}`);
    assert.deepEqual(options, ["--index-url https://pypi.example/simple"]);
    assert.deepEqual(
      packages.map((one) => ({ ...one, text: one.text.replaceAll(/\s+/g, " ") })),
      [
        {
          name: "httpx",
          extras: ["http2", "socks"],
          version: "0.27.0",
          text: "httpx[http2, socks]==0.27.0 --hash=sha256:aaaa --hash=sha256:bbbb",
          line: 4,
        },
        { name: "urllib3", extras: [], version: "2.2.1", text: "urllib3== 2.2.1", line: 8 },
        { name: "idna", extras: [], version: "3.7", text: "idna===3.7", line: 9 },
      ],
    );
  });

  it("leaves out what the target does not need and takes the marker off the rest", () => {
    const { packages } = parse(
      'colorama==0.4.6 ; sys_platform == "win32"\nclick==8.1.7 ; python_version >= "3.8" --hash=sha256:aa\n',
    );
    assert.deepEqual(
      packages.map(({ text, version }) => [text, version]),
      [["click==8.1.7 --hash=sha256:aa", "8.1.7"]],
    );
  });

  for (const line of [
    "urllib3",
    "urllib3>=2",
    "urllib3==2.*",
    "urllib3==2.2.1,<3",
    "urllib3 @ https://example/urllib3.whl",
    "./local.whl",
  ]) {
    it(`finds no pin in ${line}`, () => {
      const [requirement] = parse(line).packages;
      assert.deepEqual([requirement?.version, requirement?.text], [undefined, line]);
    });
  }

  for (const line of ["-r other.txt", "--requirement=other.txt", "-c limits.txt", "-e .", "--editable ."]) {
    it(`refuses ${line}`, () => {
      assert.throws(() => parse(`click==8.1.7\n${line}\n`), {
        name: "UserError",
        message:
          "x/requirements.txt:2: Expected packages that are pinned with ==, in this one file, " +
          `but found ${line}. Write all of them into it: \`pip-compile\` does.`,
      });
    });
  }

  it("refuses a marker that is none", () => {
    assert.throws(() => parse("click==8.1.7 ; python > 3"), {
      name: "UserError",
      message:
        'x/requirements.txt:1: Expected a marker such as python_version < "3.14" after the ;, ' +
        "but found python > 3. Correct the line.",
    });
  });

  it("takes several spellings for one name", () => {
    assert.equal(normalizedName("Foo.Bar_baz"), normalizedName("foo-bar--baz"));
  });
});
