import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { coloredMessage } from "../../reporting/colored-message.ts";
import { UserError } from "../../reporting/user-error.ts";

describe("a message in colours", () => {
  const error = new UserError({
    at: "a.ts:1:7",
    expected: "one",
    found: "none",
    advice: "Add it.",
    details: ["", "compress", "  b.ts:1:7: No", "    1 │ a < b", "      │   ~", "      ╵   >", "      ╵ ^"],
  });
  const stream = (isTTY: boolean, env: NodeJS.ProcessEnv): NodeJS.WriteStream => {
    const getColorDepth = () => WriteStream.prototype.getColorDepth.call({}, { TERM: "xterm", ...env });
    return Object.assign(new PassThrough(), { isTTY, getColorDepth }) as unknown as NodeJS.WriteStream;
  };
  const forced = process.env.FORCE_COLOR;
  before(() => {
    delete process.env.FORCE_COLOR; // it would count for any stream
  });
  after(() => {
    if (forced !== undefined) process.env.FORCE_COLOR = forced;
  });

  it("has a bold place and bold headings, pale margins, red markers and green suggestions on a terminal", () => {
    const [bold, dim, red, green] = [
      [1, 22] as const,
      [2, 22] as const,
      [31, 39] as const,
      [32, 39] as const,
    ].map(
      ([on, off]) =>
        (text: string) =>
          `\u001b[${on}m${text}\u001b[${off}m`,
    ) as [
      (text: string) => string,
      (text: string) => string,
      (text: string) => string,
      (text: string) => string,
    ];
    assert.deepEqual(coloredMessage(error, stream(true, {})).split("\n"), [
      `${bold("a.ts:1:7:")} Expected one, but found none. Add it.`,
      "",
      bold("compress"),
      "  b.ts:1:7: No",
      `${dim("    1 │")} a < b`,
      `${dim("      │")}${red("   ~")}`,
      `${dim("      ╵")}${green("   >")}`,
      `${dim("      ╵")}${red(" ^")}`,
    ]);
  });

  for (const [what, isTTY, env] of [
    ["that is no terminal", false, {}],
    ["where NO_COLOR is set", true, { NO_COLOR: "1" }],
  ] as const) {
    it(`is the message itself on a stream ${what}`, () => {
      assert.equal(coloredMessage(error, stream(isTTY, env)), error.message);
    });
  }
});
