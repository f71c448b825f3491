/** Numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

const SOURCES = 40;
const TYPES = 200;
const BUCKETS = 300;
const FOLDERS = 50;
const STATES = ["pending", "running", "stopped", "failed", "done"];

/** Rules as they stand side by side on one bus: most ask for one source and type, many for one bucket, folder, number or state. */
export function generateRules(count: number, random: Random): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => {
    const source = [`app.source-${below(random, SOURCES)}`];
    const type = [`Type ${below(random, TYPES)}`];
    const kinds = [
      () => ({ source, "detail-type": type }),
      () => ({ source, detail: { bucket: { name: [`bucket-${below(random, BUCKETS)}`] } } }),
      () => ({ source, detail: { object: { key: [{ prefix: `folder-${below(random, FOLDERS)}/` }] } } }),
      () => ({ "detail-type": type, detail: { state: [{ "anything-but": ["done", "pending"] }] } }),
      () => ({ source, detail: { size: [{ numeric: [">", below(random, 1000) * 1000] }] } }),
      () => ({ source, detail: { object: { key: [{ wildcard: `*/${index}-*.jpg` }] } } }),
      () => ({ "detail-type": type, detail: { error: [{ exists: true }] } }),
      () => ({ detail: { object: { key: [{ suffix: `-${below(random, 500)}.png` }] } } }),
      () => ({
        source,
        $or: [{ detail: { state: ["failed"] } }, { detail: { size: [{ numeric: ["<", 10] }] } }],
      }),
      () => ({
        detail: {
          size: [{ numeric: [">=", below(random, 1000) * 1000, "<", 1_000_000] }],
          state: ["failed"],
        },
      }),
    ];
    return (kinds[index % kinds.length] as () => unknown)();
  });
}

/** Events as S3 and an application send them. */
export function generateEvents(count: number, random: Random): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    version: "0",
    id: `event-${index}`,
    "detail-type": `Type ${below(random, TYPES)}`,
    source: `app.source-${below(random, SOURCES)}`,
    account: "123456789012",
    time: "2026-01-01T00:00:00Z",
    region: "eu-central-1",
    resources: [`arn:aws:s3:::bucket-${below(random, BUCKETS)}`],
    detail: {
      bucket: { name: `bucket-${below(random, BUCKETS)}` },
      object: {
        key: `folder-${below(random, FOLDERS)}/${below(random, 1000)}-${below(random, 500)}.${random() < 0.5 ? "jpg" : "png"}`,
        etag: `etag-${index}`,
        sequencer: `s-${index}`,
      },
      size: below(random, 1_000_000),
      state: STATES[below(random, STATES.length)],
      ...(random() < 0.05 && { error: { name: "Broken" } }),
    },
  }));
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}
