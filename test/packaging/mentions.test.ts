import assert from "node:assert/strict";
import { isMentioned, membersOnly } from "../../packaging/mentions.ts";

const MEMBERS: readonly (readonly [code: string, members: readonly string[] | undefined])[] = [
  ["z.object({ name: z.string() })", ["object", "string"]],
  ["[...z.list, -z.one, !z.two, `${z.three}`]", ["list", "one", "two", "three"]],
  ["z.object.z.inner", ["object"]],
  ["other.z.object(z.string())", ["string"]],
  ["this.#z.object()", []],
  ["az.object; z2.object; $z.object; z$.object", []],
  ["f(z)", undefined],
  ["z[name]", undefined],
  ["z?.object", undefined],
  ["z.größe", undefined],
  ["const { object } = z;", undefined],
  ["({ z })", undefined],
  ["({ z: z.object })", undefined],
  ["export { z };", undefined],
];

describe("the members of a name", () => {
  for (const [code, members] of MEMBERS) {
    it(`are ${members === undefined ? "not all that" : `${members.join(", ") || "none"} where`} ${code} asks for`, () => {
      const found = membersOnly("z", code);
      assert.deepEqual(found && [...found], members);
    });
  }

  it("are told of a name with a dollar sign", () => {
    assert.deepEqual(membersOnly("$z", "$z.object; z.string"), new Set(["object"]));
    assert.equal(isMentioned("$z", "z + _$z + $z1"), false);
    assert.equal(isMentioned("$z", "f($z)"), true);
  });
});
