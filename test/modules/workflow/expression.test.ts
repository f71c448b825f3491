import assert from "node:assert/strict";
import jsonata from "jsonata";
import {
  concatenated,
  conditional,
  type Expression,
  each,
  equals,
  greaterThan,
  isExpression,
  isOneOf,
  jsonText,
  not,
  product,
  reference,
  sourceOf,
  text,
  jsonata as written,
} from "../../../modules/workflow/expression.ts";

interface Photo {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly "content-type": string;
  readonly labels: readonly { readonly name: string }[];
}

const photo = reference<Photo>("$photo");

const PHOTO: Photo = {
  format: "jpeg",
  width: 4,
  height: 3,
  "content-type": "image/jpeg",
  labels: [{ name: "cat" }, { name: "sofa" }],
};

/** What the expression's text gives for a photo, as plain JSON. */
async function evaluated(expression: Expression<unknown>, value: object = PHOTO): Promise<unknown> {
  const result = await jsonata(sourceOf(expression)).evaluate({}, { photo: value });
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
}

function withLabels(...names: readonly string[]): Photo {
  return { ...PHOTO, labels: names.map((name) => ({ name })) };
}

describe("a reference", () => {
  it("is written like a property and compiled to a path", async () => {
    assert.equal(sourceOf(photo.format), "$photo.format");
    assert.equal(sourceOf(photo["content-type"]), "$photo.`content-type`");
    assert.equal(await evaluated(photo["content-type"]), "image/jpeg");
    assert.ok(isExpression(photo.format));
    assert.ok(!isExpression({ format: "jpeg" }));
  });

  it("takes an item of a tuple by its index", async () => {
    const results = reference<readonly [{ readonly name: string }, number]>("$photo.results");
    assert.equal(sourceOf(results[0].name), "$photo.results[0].name");
    const value = { results: [{ name: "one" }, 2] };
    assert.equal(await evaluated(results[0].name, value), "one");
    assert.equal(await evaluated(results[1], value), 2);
  });

  it("is not mistaken for a promise", async () => {
    assert.equal(await Promise.resolve(photo), photo);
  });
});

describe("an expression", () => {
  it("compares", async () => {
    assert.equal(sourceOf(equals(photo.format, "jpeg")), '$photo.format = "jpeg"');
    assert.equal(await evaluated(equals(photo.format, "jpeg")), true);
    assert.equal(await evaluated(equals(photo.format, "png")), false);
    assert.equal(await evaluated(greaterThan(photo.width, 3)), true);
    assert.equal(await evaluated(greaterThan(photo.width, photo.width)), false);
  });

  it("computes before it compares", async () => {
    assert.equal(await evaluated(greaterThan(product(photo.width, photo.height), 11)), true);
    assert.equal(await evaluated(greaterThan(product(photo.width, photo.height), 12)), false);
  });

  it("asks for one of a list, and for the opposite", async () => {
    assert.equal(await evaluated(isOneOf(photo.format, ["png", "jpeg"])), true);
    assert.equal(await evaluated(isOneOf(photo.format, ["jpeg"])), true);
    assert.equal(await evaluated(isOneOf(photo.format, [])), false);
    assert.equal(await evaluated(not(isOneOf(photo.format, ["png"]))), true);
    assert.equal(await evaluated(not(equals(photo.format, "jpeg"))), false);
  });

  it("chooses one of two values", async () => {
    const side = conditional(greaterThan(photo.width, photo.height), "wide", "tall");
    assert.equal(await evaluated(side), "wide");
    assert.equal(await evaluated(side, { ...PHOTO, width: 1 }), "tall");
  });

  it("takes whole values whose parts are expressions", async () => {
    const value = conditional<object>(
      equals(photo.width, 4),
      { size: [photo.width, 1], left: undefined },
      {},
    );
    assert.equal(sourceOf(value), '($photo.width = 4 ? {"size": [$photo.width, 1]} : {})');
    assert.deepEqual(await evaluated(value), { size: [4, 1] });
    assert.deepEqual(await evaluated(value, { ...PHOTO, width: 5 }), {});
  });

  it("gives a value as JSON text", async () => {
    assert.equal(await evaluated(jsonText(photo.labels)), '[{"name":"cat"},{"name":"sofa"}]');
  });

  it("puts values into a text", async () => {
    const size = text`${photo.width} × ${photo.height} pixels, "${photo.format}"`;
    assert.equal(await evaluated(size), '4 × 3 pixels, "jpeg"');
    assert.equal(await evaluated(text`at most ${5}`), "at most 5");
    assert.equal(await evaluated(text`\\ and {% are text`), "\\ and {% are text");
    assert.equal(await evaluated(text``), "");
  });

  it("says what else one wants to say", async () => {
    assert.equal(await evaluated(written<number>("$count($photo.labels)")), 2);
  });
});

describe("a list", () => {
  for (const names of [[], ["cat"], ["cat", "sofa"]]) {
    it(`of ${names.length} objects gives a list of ${names.length} fields`, async () => {
      assert.deepEqual(await evaluated(each(photo.labels, "name"), withLabels(...names)), names);
    });

    it(`of ${names.length} items is joined with others into one`, async () => {
      const twice = concatenated(photo.labels, photo.labels);
      const labels = withLabels(...names).labels;
      assert.deepEqual(await evaluated(twice, withLabels(...names)), [...labels, ...labels]);
      assert.deepEqual(await evaluated(concatenated(photo.labels), withLabels(...names)), labels);
    });

    it(`of ${names.length} fields is joined with others into one`, async () => {
      const joined = concatenated(each(photo.labels, "name"), each(photo.labels, "name"));
      assert.deepEqual(await evaluated(joined, withLabels(...names)), [...names, ...names]);
    });
  }

  it("joined of nothing is empty", async () => {
    assert.deepEqual(await evaluated(concatenated()), []);
  });
});
