import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import sharp from "sharp";
import { handler, type RecognizeEvent } from "../../../functions/recognize/handler.ts";
import { type Rekognition, startRekognition } from "../../../local/rekognition/rekognition.ts";
import { photo, setEnvironment, useStorage } from "../use-storage.ts";

/** An error of the service, which no request to the local one can bring about. */
interface ServiceFault {
  readonly status: number;
  readonly error: string;
}

describe("recognize", () => {
  const storage = useStorage();
  let rekognition: Rekognition;
  let front: Server;
  let fault: ServiceFault | undefined;
  let asked: { readonly Image: { readonly S3Object: { readonly Name: string } } }[] = [];

  before(async () => {
    rekognition = await startRekognition({
      readObject: (bucket, key, versionId) => storage.store.read(bucket, key, versionId),
    });
    front = createServer(async (request, response) => {
      const { status, body } = await answer(request);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(body);
    });
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    const { port } = front.address() as AddressInfo;
    setEnvironment({ AWS_ENDPOINT_URL_REKOGNITION: `http://127.0.0.1:${port}` });
  });

  beforeEach(() => {
    fault = undefined;
    asked = [];
  });

  after(async () => {
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    await rekognition.close();
  });

  async function answer(request: IncomingMessage) {
    const body = await text(request);
    asked.push(JSON.parse(body));
    if (fault !== undefined) {
      return { status: fault.status, body: JSON.stringify({ __type: fault.error, message: "Later" }) };
    }
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": String(request.headers["x-amz-target"]),
    };
    const response = await fetch(rekognition.endpoint, { method: "POST", headers, body });
    return { status: response.status, body: await response.text() };
  }

  async function recognize(png: Uint8Array, more: Partial<RecognizeEvent> = {}) {
    const working = await storage.putResult("working/photo.jpg/v1/photo.png", png);
    return handler({ working, name: "photo.jpg", version: "v1", maxLabels: 10, minConfidence: 55, ...more });
  }

  it("names what a photo shows and writes it down", async () => {
    const { document, labels } = await recognize(
      await sharp(await photo("cat.jpg"))
        .png()
        .toBuffer(),
    );
    assert.equal(labels[0]?.name, "Cat");
    assert.ok(
      labels.every(({ confidence }) => Math.round(confidence * 10) / 10 === confidence && confidence >= 55),
    );
    const { sizeBytes, ...place } = document;
    assert.deepEqual(place, {
      file: "labels.json",
      bucket: "results-bucket",
      key: "pictures/photo.jpg/v1/labels.json",
    });
    assert.equal(sizeBytes, (await storage.result(document.key)).length);
    assert.deepEqual(await storage.json(document.key), { labels, notes: [] });
  });

  it("gives at most as many labels as asked for", async () => {
    const png = await sharp(await photo("coffee.jpg"))
      .png()
      .toBuffer();
    const { labels } = await recognize(png, { maxLabels: 1, minConfidence: 1 });
    assert.equal(labels.length, 1);
  });

  it("leaves a photo alone that is smaller than Rekognition takes, and says so", async () => {
    const small = await sharp(await photo("cat.jpg"))
      .resize(200, 79, { fit: "fill" })
      .png()
      .toBuffer();
    const { document, labels } = await recognize(small);
    assert.deepEqual(labels, []);
    assert.deepEqual(asked, []);
    assert.deepEqual(await storage.json(document.key), {
      labels: [],
      notes: ["Not recognized: smaller than 80 × 80 pixels."],
    });
  });

  it("asks for the smaller copy where the working copy is larger than Rekognition takes", async () => {
    const cat = sharp(await photo("cat.jpg"));
    await storage.putResult("working/photo.jpg/v1/recognizable.jpg", await cat.clone().jpeg().toBuffer());
    const working = await storage.putResult("working/photo.jpg/v1/photo.png", await cat.png().toBuffer());
    const { labels } = await recognize(await storage.result(working.key), {
      working: { ...working, sizeBytes: 15_000_001 },
    });
    assert.equal(labels[0]?.name, "Cat");
    assert.equal(asked[0]?.Image.S3Object.Name, "working/photo.jpg/v1/recognizable.jpg");
  });

  it("calls a picture damaged that Rekognition does not take", async () => {
    const png = await sharp(await photo("cat.jpg"))
      .png()
      .toBuffer();
    fault = { status: 400, error: "InvalidImageFormatException" };
    await assert.rejects(recognize(png), {
      name: "DamagedPhoto",
      message: "Rekognition does not take the picture: Later",
    });
    assert.equal(asked.length, 1);
  });

  for (const [status, error] of [
    [400, "ThrottlingException"],
    [500, "InternalServerError"],
  ] as const) {
    it(`says that it may pass when Rekognition answers ${error}`, async () => {
      const png = await sharp(await photo("cat.jpg"))
        .png()
        .toBuffer();
      fault = { status, error };
      await assert.rejects(recognize(png), {
        name: "RecognitionUnavailable",
        message: "Rekognition does not answer: Later",
      });
      assert.equal(asked.length, 3);
    });
  }

  it("passes every other error on as it is", async () => {
    const png = await sharp(await photo("cat.jpg"))
      .png()
      .toBuffer();
    fault = { status: 400, error: "AccessDeniedException" };
    await assert.rejects(recognize(png), { name: "AccessDeniedException", message: "Later" });
  });
});
