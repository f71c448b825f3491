import assert from "node:assert/strict";
import { createEnvironmentPlaces } from "../../../local/lambda/environment-places.ts";

describe("the places of environments", () => {
  it("stop an idle item that has ended by itself, for what it leaves behind, and give its place to the next", async () => {
    let isAlive = true;
    let stops = 0;
    const item = {
      isAlive: () => isAlive,
      stop: async () => {
        stops += 1;
      },
    };
    const places = createEnvironmentPlaces<typeof item>(1);
    assert.equal(await places.take("work", undefined), undefined);
    await places.giveBack("work", item);
    isAlive = false;
    assert.equal(await places.take("work", undefined), undefined);
    assert.equal(stops, 1);
  });
});
