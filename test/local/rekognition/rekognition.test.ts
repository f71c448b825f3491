import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { type DetectLabelsCommandInput, Rekognition as RekognitionClient } from "@aws-sdk/client-rekognition";
import sharp from "sharp";
import { type Rekognition, startRekognition } from "../../../local/rekognition/rekognition.ts";

const photo = (name: string) => readFile(new URL(`../../../examples/photos/${name}`, import.meta.url));

describe("the local Rekognition", () => {
  const objects = new Map<string, Uint8Array>();
  let service: Rekognition;
  let client: RekognitionClient;

  before(async () => {
    objects.set("photos/cat.jpg", await photo("cat.jpg"));
    objects.set("photos/cat.jpg/v1", await photo("coffee.jpg"));
    objects.set("photos/large.jpg", new Uint8Array(15 * 1024 ** 2 + 1));
    service = await startRekognition({
      readObject: async (bucket, key, versionId) =>
        objects.get([bucket, key, ...(versionId === undefined ? [] : [versionId])].join("/")),
    });
    client = clientOf(service.endpoint);
  });
  after(async () => {
    client.destroy();
    await service.close();
  });

  const labelsOf = async (Image: DetectLabelsCommandInput["Image"], options: object = {}) => {
    const { Labels = [] } = await client.detectLabels({ Image, ...options });
    return Labels.map(({ Name }) => Name);
  };
  const refuses = (input: DetectLabelsCommandInput, name: string, message: string) =>
    assert.rejects(client.detectLabels(input), (error: Error & { $metadata: { httpStatusCode: number } }) => {
      assert.deepEqual([error.name, error.message, error.$metadata.httpStatusCode], [name, message, 400]);
      return true;
    });
  const png = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#808080" } }).png();

  describe("recognizes", () => {
    it("a cat in an object, in Rekognition's answer", async () => {
      const { $metadata, ...answer } = await client.detectLabels({
        Image: { S3Object: { Bucket: "photos", Name: "cat.jpg" } },
      });
      const [cat] = answer.Labels ?? [];
      const box = cat?.Instances?.[0]?.BoundingBox;
      assert.deepEqual(answer, {
        Labels: [
          {
            Name: "Cat",
            Confidence: cat?.Confidence,
            Instances: [{ BoundingBox: box, Confidence: cat?.Confidence }],
            Parents: [],
            Aliases: [],
            Categories: [],
          },
        ],
        LabelModelVersion: "3.0",
      });
      assert.ok(Math.abs((cat?.Confidence ?? 0) - 93.6) < 2, `${cat?.Confidence} %`);
    });

    it("what is in the version that is asked for", async () => {
      const S3Object = { Bucket: "photos", Name: "cat.jpg", Version: "v1" };
      assert.deepEqual(await labelsOf({ S3Object }), ["Cup", "Dining Table"]);
    });

    it("a picture in the request, upright by its orientation", async () => {
      const Bytes = await photo("coffee-rotated.jpg");
      assert.deepEqual(await labelsOf({ Bytes }), ["Cup", "Dining Table"]);
    });

    it("a PNG", async () => {
      const Bytes = await sharp(await photo("cat.jpg"))
        .png()
        .toBuffer();
      assert.deepEqual(await labelsOf({ Bytes }), ["Cat"]);
    });

    it("a CMYK JPEG, a grey picture with alpha and a 16-bit PNG", async () => {
      const cat = sharp(await photo("cat.jpg"));
      const pictures = await Promise.all([
        cat.clone().toColourspace("cmyk").jpeg().toBuffer(),
        cat.clone().greyscale().ensureAlpha(0.9).png().toBuffer(),
        cat.clone().toColourspace("rgb16").png().toBuffer(),
      ]);
      for (const Bytes of pictures) assert.deepEqual(await labelsOf({ Bytes }), ["Cat"]);
    });

    it("nothing in a picture of one pixel", async () => {
      assert.deepEqual(await labelsOf({ Bytes: await png(1, 1).toBuffer() }), []);
    });

    it("pictures at the same time", async () => {
      const cat = { S3Object: { Bucket: "photos", Name: "cat.jpg" } };
      const coffee = { S3Object: { ...cat.S3Object, Version: "v1" } };
      assert.deepEqual(await Promise.all([labelsOf(cat), labelsOf(coffee)]), [
        ["Cat"],
        ["Cup", "Dining Table"],
      ]);
    });

    it("no more labels than MaxLabels", async () => {
      assert.deepEqual(await labelsOf({ Bytes: await photo("coffee.jpg") }, { MaxLabels: 1 }), ["Cup"]);
    });

    it("nothing less sure than MinConfidence", async () => {
      assert.deepEqual(await labelsOf({ Bytes: await photo("coffee.jpg") }, { MinConfidence: 90 }), ["Cup"]);
    });
  });

  describe("refuses", () => {
    const FORMAT = "Request has invalid image format";
    const PARAMETERS = "Request has invalid parameters";
    const TOO_LARGE = "The input image size exceeds the allowed limit";

    it("what is neither a JPEG nor a PNG", async () => {
      const webp = await png(100, 100).webp().toBuffer();
      for (const Bytes of [webp, Buffer.from("not a picture")]) {
        await refuses({ Image: { Bytes } }, "InvalidImageFormatException", FORMAT);
      }
    });

    it("a JPEG that was cut in half", async () => {
      const whole = await photo("cat.jpg");
      const Bytes = whole.subarray(0, whole.length / 2);
      await refuses({ Image: { Bytes } }, "InvalidImageFormatException", FORMAT);
    });

    it("an object that is not there", async () => {
      await refuses(
        { Image: { S3Object: { Bucket: "photos", Name: "dog.jpg" } } },
        "InvalidS3ObjectException",
        "Unable to get object metadata from S3. Check object key, region and/or access permissions.",
      );
    });

    it("an object of more than 15 MB", async () => {
      const Image = { S3Object: { Bucket: "photos", Name: "large.jpg" } };
      await refuses({ Image }, "ImageTooLargeException", TOO_LARGE);
    });

    it("a picture of more than 5 MB in the request", async () => {
      for (const bytes of [5 * 1024 ** 2 + 1, 10 * 1024 ** 2]) {
        await refuses({ Image: { Bytes: new Uint8Array(bytes) } }, "ImageTooLargeException", TOO_LARGE);
      }
    });

    it("a picture of more than 100 megapixels", async () => {
      const Bytes = await png(10_001, 10_000).toBuffer();
      await refuses({ Image: { Bytes } }, "ImageTooLargeException", TOO_LARGE);
    });

    it("a request without an image, with two, and numbers out of range", async () => {
      const Bytes = await png(8, 8).toBuffer();
      const S3Object = { Bucket: "photos", Name: "cat.jpg" };
      const inputs = [
        { Image: undefined },
        { Image: {} },
        { Image: { S3Object: {} } },
        { Image: { Bytes, S3Object } },
        { Image: { S3Object }, MaxLabels: -1 },
        { Image: { S3Object }, MinConfidence: 101 },
      ];
      for (const input of inputs) await refuses(input, "InvalidParameterException", PARAMETERS);
    });

    it("another operation", async () => {
      await assert.rejects(
        client.detectFaces({ Image: { S3Object: { Bucket: "photos", Name: "cat.jpg" } } }),
        {
          name: "UnknownOperationException",
          message: "The operation is not supported by the local Rekognition",
        },
      );
    });

    it("a body that is not JSON", async () => {
      const response = await post(service.endpoint, {}, "{");
      assert.deepEqual(response, [400, { __type: "InvalidParameterException", message: PARAMETERS }]);
    });

    it("a request under another host's name", async () => {
      assert.deepEqual(await post(service.endpoint, { host: "attacker.example" }, "{}"), [
        400,
        {
          __type: "AccessDeniedException",
          message: "The local Rekognition answers to 127.0.0.1 and localhost only",
        },
      ]);
    });

    it("a port that is taken", async () => {
      const port = Number(new URL(service.endpoint).port);
      await assert.rejects(startRekognition({ readObject: async () => undefined, port }), {
        name: "UserError",
        message: `Expected port ${port} to be free on 127.0.0.1, but found another process listening there. Choose another, or leave it out to take a free one.`,
      });
    });
  });

  it("gives a failure to read an object as an InternalServerError", async () => {
    const broken = await startRekognition({ readObject: () => Promise.reject(new Error("disk full")) });
    const brokenClient = clientOf(broken.endpoint);
    await assert.rejects(
      brokenClient.detectLabels({ Image: { S3Object: { Bucket: "photos", Name: "cat.jpg" } } }),
      { name: "InternalServerError", message: "disk full" },
    );
    brokenClient.destroy();
    await broken.close();
  });

  it("listens on the port that is asked for, and frees it when it is closed", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, "close");
    const other = await startRekognition({ readObject: async () => undefined, port });
    assert.equal(other.endpoint, `http://127.0.0.1:${port}`);
    await other.close();
    await assert.rejects(post(other.endpoint, {}, "{}"), { code: "ECONNREFUSED" });
  });
});

function clientOf(endpoint: string): RekognitionClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new RekognitionClient({ endpoint, region: "eu-west-1", credentials, maxAttempts: 1 });
}

async function post(endpoint: string, headers: Record<string, string>, body: string) {
  const target = { "x-amz-target": "RekognitionService.DetectLabels" };
  const sent = request(endpoint, { method: "POST", headers: { ...target, ...headers } });
  sent.end(body);
  const [response] = await once(sent, "response");
  return [response.statusCode, JSON.parse(await text(response))];
}
