import assert from "node:assert/strict";
import { buildSaved } from "../../../cli/dev/build-saved.ts";
import { UserError } from "../../../reporting/user-error.ts";

describe("a build of what was saved", () => {
  /** Refuses whatever has one of `broken` in it, as a build does, and changes everything else. */
  const building = (broken: Readonly<Record<string, string>>) => {
    const asked: (readonly string[])[] = [];
    const build = async (ids: readonly string[]) => {
      asked.push(ids);
      const at = ids.map((id) => broken[id]).find((place) => place !== undefined);
      if (at === undefined) return ids;
      throw new UserError({ at, expected: "sense", found: "none", advice: "Correct it." });
    };
    return { asked, build };
  };

  it("builds all at once", async () => {
    const dev = building({});
    const { changed, failed, errors } = await buildSaved(dev, ["a", "b"]);
    assert.deepEqual([changed, failed, errors, dev.asked], [["a", "b"], [], [], [["a", "b"]]]);
  });

  it("builds what can be built where something cannot, and says each reason once", async () => {
    const { changed, failed, errors } = await buildSaved(building({ a: "x.ts", c: "x.ts" }), ["a", "b", "c"]);
    assert.deepEqual([changed, failed], [["b"], ["a", "c"]]);
    assert.deepEqual(
      errors.map(({ message }) => message),
      ["x.ts: Expected sense, but found none. Correct it."],
    );
  });

  it("lets through what no user has caused", async () => {
    const build = () => Promise.reject(new Error("Disk gone"));
    await assert.rejects(buildSaved({ build }, ["a"]), { message: "Disk gone" });
  });
});
