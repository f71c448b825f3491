/** A client of the AWS SDK and the commands that handlers draw from. */
export interface SdkClient {
  readonly package: string;
  readonly client: string;
  readonly commands: readonly string[];
}

/** What one handler uses of one client. */
export interface ClientUse {
  readonly package: string;
  readonly client: string;
  readonly commands: readonly string[];
}

const SDK_CLIENTS: readonly SdkClient[] = [
  {
    package: "@aws-sdk/client-s3",
    client: "S3Client",
    commands: ["PutObject", "GetObject", "HeadObject", "DeleteObject", "CopyObject", "ListObjectsV2"],
  },
  {
    package: "@aws-sdk/client-dynamodb",
    client: "DynamoDBClient",
    commands: ["PutItem", "GetItem", "UpdateItem", "DeleteItem", "Query", "TransactWriteItems"],
  },
  {
    package: "@aws-sdk/client-sqs",
    client: "SQSClient",
    commands: ["SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"],
  },
  {
    package: "@aws-sdk/client-sns",
    client: "SNSClient",
    commands: ["Publish", "PublishBatch", "Subscribe", "Unsubscribe", "ListTopics"],
  },
  {
    package: "@aws-sdk/client-eventbridge",
    client: "EventBridgeClient",
    commands: ["PutEvents", "PutRule", "DescribeRule", "ListRules", "EnableRule", "DisableRule"],
  },
];

const SEED = 0x7e44a;
const MAX_CLIENTS = 3;
const MAX_COMMANDS = 3;

/** `count` different sets of commands, of one to three clients each: the same ones on every machine. */
export function commandSets(count: number): readonly (readonly ClientUse[])[] {
  const random = seededRandom(SEED);
  const sets = new Map<string, readonly ClientUse[]>();
  while (sets.size < count) {
    const set = drawSet(random);
    sets.set(JSON.stringify(set), set);
  }
  return [...sets.values()];
}

function drawSet(random: () => number): readonly ClientUse[] {
  const clients = drawSome(SDK_CLIENTS, 1 + Math.floor(random() * MAX_CLIENTS), random);
  return clients.map((client) => ({
    ...client,
    commands: drawSome(client.commands, 1 + Math.floor(random() * MAX_COMMANDS), random),
  }));
}

/** `count` of the items, in the items' own order, so that one choice is always written the same way. */
function drawSome<Item>(items: readonly Item[], count: number, random: () => number): readonly Item[] {
  const ranked = items.map((item, index) => ({ item, index, rank: random() }));
  const drawn = ranked.sort((a, b) => a.rank - b.rank).slice(0, count);
  return drawn.sort((a, b) => a.index - b.index).map(({ item }) => item);
}

/** Numbers from 0 to 1 by a linear congruential generator modulo 2 ** 32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
