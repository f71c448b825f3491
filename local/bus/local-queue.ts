import { randomUUID } from "node:crypto";
import { invalidValue } from "./aws-error.ts";
import type { Message, ReceivedMessage } from "./message.ts";
import type { QueueSettings } from "./queue-settings.ts";

/** The messages of one queue, in their order. */
export interface LocalQueue {
  readonly settings: QueueSettings;
  /** All that lie in it, also those that are hidden. */
  messages(): readonly Message[];
  add(message: Message): void;
  /** Those that can be received now, in the order in which they would be. */
  visible(): readonly Message[];
  /** Receives up to `max` of them, and hides them. */
  take(max: number, visibilityTimeoutSeconds?: number): readonly ReceivedMessage[];
  /** Deletes what was received; nothing where somebody else has received it since. */
  delete(receiptHandle: string): void;
  /** Hides what was received for so many seconds from now; 0 shows it. */
  changeVisibility(receiptHandle: string, seconds: number): void;
  /** Deletes without receiving. */
  drop(messages: ReadonlySet<Message>): void;
  /** When the next hidden message can be received. */
  nextVisibleMs(): number | undefined;
}

export interface LocalQueueOptions {
  readonly nowMs: () => number;
  /** Of receives without success, after which a message is given up. */
  readonly maxReceiveCount: number;
  /** Gets what was given up. */
  readonly onDead: (message: Message) => void;
  /** Changes the order in which a standard queue gives its messages. Default: it stays. */
  readonly shuffle?: <Item>(items: readonly Item[]) => readonly Item[];
  /** Whether a standard queue gives each message once more after it was deleted. Default: false. */
  readonly isDuplicating?: boolean;
}

interface Entry {
  message: Message;
  /** Of who received it last. */
  receiptHandle?: string;
  isDuplicate?: boolean;
}

export function createLocalQueue(settings: QueueSettings, options: LocalQueueOptions): LocalQueue {
  const { nowMs, maxReceiveCount, onDead, shuffle = (items) => items } = options;
  const handles = new Set<string>();
  let entries: Entry[] = [];

  const isVisible = ({ message }: Entry) => message.visibleAtMs <= nowMs();
  const remove = (gone: ReadonlySet<Entry>) => {
    entries = entries.filter((entry) => !gone.has(entry));
  };

  /** SQS looks after its messages when somebody asks for some. */
  const tidyUp = () => {
    const oldestMs = nowMs() - settings.retentionSeconds * 1000;
    remove(new Set(entries.filter(({ message }) => message.sentMs <= oldestMs)));
    const dead = entries.filter((entry) => isVisible(entry) && entry.message.receiveCount >= maxReceiveCount);
    remove(new Set(dead));
    for (const { message } of dead) onDead(message);
  };

  /** Of a FIFO queue no messages of a group of which one is hidden: what comes first must be done first. */
  const visible = (): readonly Entry[] => {
    tidyUp();
    const candidates = entries.filter(isVisible);
    if (!settings.isFifo) return shuffle(candidates);
    const blocked = new Set(entries.filter((e) => !isVisible(e)).map(({ message }) => message.groupId));
    return candidates.filter(({ message }) => !blocked.has(message.groupId));
  };

  const receive = (entry: Entry, hiddenSeconds: number): ReceivedMessage => {
    const receiptHandle = randomUUID();
    handles.add(receiptHandle);
    const { message } = entry;
    entry.receiptHandle = receiptHandle;
    entry.message = {
      ...message,
      receiveCount: message.receiveCount + 1,
      firstReceivedMs: message.firstReceivedMs ?? nowMs(),
      visibleAtMs: nowMs() + hiddenSeconds * 1000,
    };
    return { ...entry.message, receiptHandle };
  };

  const find = (receiptHandle: string): Entry | undefined => {
    if (!handles.has(receiptHandle)) {
      throw invalidValue(receiptHandle, "ReceiptHandle", "The receipt handle is not valid.");
    }
    return entries.find((entry) => entry.receiptHandle === receiptHandle);
  };

  /** A server that missed the delete still has the message: the cause that SQS names for duplicates. */
  const comesAgain = (entry: Entry) => options.isDuplicating && !settings.isFifo && !entry.isDuplicate;

  return {
    settings,
    messages: () => entries.map(({ message }) => message),
    add: (message) => void entries.push({ message }),
    visible: () => visible().map(({ message }) => message),
    take: (max, visibilityTimeoutSeconds = settings.visibilityTimeoutSeconds) =>
      visible()
        .slice(0, max)
        .map((entry) => receive(entry, visibilityTimeoutSeconds)),
    delete(receiptHandle) {
      const entry = find(receiptHandle);
      if (entry === undefined) return;
      if (settings.isFifo && isVisible(entry)) {
        throw invalidValue(receiptHandle, "ReceiptHandle", "The receipt handle has expired.");
      }
      remove(new Set([entry]));
      if (!comesAgain(entry)) return;
      const message = { ...entry.message, receiveCount: 0, visibleAtMs: nowMs() };
      entries.push({ message, isDuplicate: true });
    },
    changeVisibility(receiptHandle, seconds) {
      const entry = find(receiptHandle);
      if (entry === undefined || isVisible(entry)) {
        const reason = "Message does not exist or is not available for visibility timeout change.";
        throw invalidValue(receiptHandle, "ReceiptHandle", reason);
      }
      entry.message = { ...entry.message, visibleAtMs: nowMs() + seconds * 1000 };
    },
    drop: (messages) => remove(new Set(entries.filter(({ message }) => messages.has(message)))),
    nextVisibleMs: () => {
      const hidden = entries.filter((entry) => !isVisible(entry));
      return hidden.length === 0 ? undefined : Math.min(...hidden.map(({ message }) => message.visibleAtMs));
    },
  };
}
