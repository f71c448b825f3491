import type { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { type GraphModel, loadGraphModelSync } from "@tensorflow/tfjs-converter";
import {
  argMax,
  dispose,
  image,
  max,
  setBackend,
  squeeze,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor4d,
  tidy,
} from "@tensorflow/tfjs-core";
import { packageFile } from "../../packaging/package-file.ts";
import { COCO_LABELS } from "./coco-labels.ts";

/** Where a thing is, as fractions of the picture's width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One thing in a picture. */
export interface Detection {
  /** `Cat`, `Dining Table`: a COCO category. */
  readonly name: string;
  /** In percent. */
  readonly confidence: number;
  readonly box: Box;
}

export interface Detector {
  /**
   * Finds things in a picture of 8-bit RGB pixels, row by row; the surest first, of the same confidence by name. About
   * 640 pixels on the longer side are enough. Nothing under {@link LEAST_CONFIDENCE} is told.
   */
  detect(rgb: Uint8Array, width: number, height: number): Promise<readonly Detection[]>;
}

/** In percent: below it the model guesses. */
export const LEAST_CONFIDENCE = 40;

/** Two boxes that share more than this part of their union are the same thing. */
const SAME_THING_OVERLAP = 0.5;
const MAX_DETECTIONS = 100;

const MODEL_FOLDER = packageFile("local/rekognition/model/");

/** As any emitter: the types know no name of an event that is not written out. */
const PROCESS: EventEmitter = process;

/** Loads the model, which takes about a tenth of a second; nothing is downloaded. */
export async function createDetector(): Promise<Detector> {
  await startWasm();
  const model = await loadModel();
  return { detect: (rgb, width, height) => detect(model, rgb, width, height) };
}

async function startWasm(): Promise<void> {
  const wasmFile = createRequire(import.meta.url).resolve(
    "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
  );
  setWasmPaths(`${dirname(wasmFile)}${sep}`);
  const listeners = errorListeners();
  if (!(await setBackend("wasm"))) throw new Error("WebAssembly could not be started.");
  // The backend listens to the process's uncaught errors, which would change the exit code of whoever runs in it.
  for (const [event, listener] of errorListeners()) {
    if (!listeners.some(([, known]) => known === listener)) PROCESS.off(event, listener);
  }
}

function errorListeners() {
  return ["uncaughtException", "unhandledRejection"].flatMap((event) =>
    PROCESS.listeners(event).map((listener) => [event, listener as () => void] as const),
  );
}

async function loadModel() {
  const [json, weights] = await Promise.all(
    ["model.json", "weights.bin"].map((file) => readFile(new URL(file, MODEL_FOLDER))),
  );
  const { modelTopology, weightsManifest } = JSON.parse(String(json));
  // A copy: what readFile gives may lie in the middle of a larger buffer.
  const weightData = new Uint8Array(weights ?? []).buffer;
  return loadGraphModelSync({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData });
}

async function detect(
  model: Pick<GraphModel, "executeAsync">,
  rgb: Uint8Array,
  width: number,
  height: number,
): Promise<readonly Detection[]> {
  const input = tensor4d(Int32Array.from(rgb), [1, height, width, 3], "int32");
  const outputs = (await model.executeAsync(input)) as Tensor[];
  const found = tidy(() => bestBoxes(outputs));
  const [categories, scores, boxes, kept] = await Promise.all(found.map((tensor) => tensor.data()));
  dispose([input, ...outputs, ...found]);
  if (!categories || !scores || !boxes || !kept) throw new Error("The model gave no boxes.");
  return [...kept]
    .map((index) => ({
      name: COCO_LABELS.get((categories[index] ?? 0) + 1) ?? "Unknown",
      confidence: round((scores[index] ?? 0) * 100, 2),
      box: boxOf([...boxes.slice(index * 4, index * 4 + 4)]),
    }))
    .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1));
}

/** The best category, its score and the box of each candidate, and which candidates to keep. */
function bestBoxes([scores, boxes]: readonly Tensor[]): [Tensor, Tensor, Tensor, Tensor] {
  if (scores === undefined || boxes === undefined) throw new Error("The model gave no scores.");
  const byCategory = squeeze(scores, [0]);
  const corners = squeeze<Tensor2D>(boxes, [0, 2]);
  const best = max<Tensor1D>(byCategory, 1);
  const leastScore = LEAST_CONFIDENCE / 100;
  const kept = image.nonMaxSuppression(corners, best, MAX_DETECTIONS, SAME_THING_OVERLAP, leastScore);
  return [argMax(byCategory, 1), best, corners, kept];
}

/** The model's corners, which may lie outside of the picture, as a box inside of it. */
function boxOf(corners: readonly number[]): Box {
  const [top = 0, left = 0, bottom = 0, right = 0] = corners.map((edge) => Math.min(1, Math.max(0, edge)));
  return {
    left: round(left, 4),
    top: round(top, 4),
    width: round(right - left, 4),
    height: round(bottom - top, 4),
  };
}

/** The last digits differ from one processor to the next. */
function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
