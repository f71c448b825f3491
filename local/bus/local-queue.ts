import { randomUUID } from "node:crypto";
import { invalidValue } from "./aws-error.ts";
import { createHiddenEntries } from "./hidden-entries.ts";
import type { Message, ReceivedMessage } from "./message.ts";
import type { QueueSettings } from "./queue-settings.ts";

/** The messages of one queue, in their order. */
export interface LocalQueue {
  readonly settings: QueueSettings;
  /** All that lie in it, also those that are hidden. */
  messages(): readonly Message[];
  add(message: Message): void;
  /** Those that can be received now. */
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
  /** Its place among the messages. */
  readonly place: number;
  message: Message;
  /** Of who received it last. */
  receiptHandle?: string;
  isDuplicate?: boolean;
}

export function createLocalQueue(settings: QueueSettings, options: LocalQueueOptions): LocalQueue {
  const { nowMs, shuffle = (items) => items } = options;
  const { isFifo } = settings;
  const entries = new Set<Entry>();
  const hidden = createHiddenEntries<Entry>();
  const handles = new Map<string, Entry>();
  /** Those that are not hidden, by their places. */
  let shown: Entry[] = [];
  let places = 0;
  let oldestMs = Number.POSITIVE_INFINITY;

  const remove = (gone: ReadonlySet<Entry>): void => {
    let isAnyShown = false;
    for (const entry of gone) {
      entries.delete(entry);
      if (!hidden.delete(entry)) isAnyShown = true;
    }
    if (isAnyShown) shown = shown.filter((entry) => !gone.has(entry));
  };

  /** Shows what was hidden, or gives it up. */
  const comeBack = (entry: Entry): void => {
    if (entry.message.receiveCount < options.maxReceiveCount) insertByPlace(shown, entry);
    else {
      entries.delete(entry);
      options.onDead(entry.message);
    }
  };

  const addEntry = (message: Message, more: Pick<Entry, "isDuplicate"> = {}): void => {
    const entry = { place: places, message, ...more };
    places += 1;
    entries.add(entry);
    oldestMs = Math.min(oldestMs, message.sentMs);
    if (message.visibleAtMs > nowMs()) hidden.add(entry, message.visibleAtMs);
    else shown.push(entry);
  };

  /** SQS looks after its messages when somebody asks for some. */
  const tidyUp = (): void => {
    for (const entry of hidden.takeDue(nowMs())) comeBack(entry);
    const expiredMs = nowMs() - settings.retentionSeconds * 1000;
    if (oldestMs > expiredMs) return;
    remove(new Set([...entries].filter(({ message }) => message.sentMs <= expiredMs)));
    oldestMs = [...entries].reduce(
      (ms, { message }) => Math.min(ms, message.sentMs),
      Number.POSITIVE_INFINITY,
    );
  };

  /** Of a FIFO queue no messages of a group of which one is hidden: what comes first must be done first. */
  const visible = (): readonly Entry[] => {
    tidyUp();
    if (!isFifo) return shown;
    const blocked = new Set(hidden.all().map(({ message }) => message.groupId));
    return shown.filter(({ message }) => !blocked.has(message.groupId));
  };

  const receive = (entry: Entry, hiddenSeconds: number): ReceivedMessage => {
    const receiptHandle = randomUUID();
    handles.set(receiptHandle, entry);
    const { message } = entry;
    entry.receiptHandle = receiptHandle;
    entry.message = {
      ...message,
      receiveCount: message.receiveCount + 1,
      firstReceivedMs: message.firstReceivedMs ?? nowMs(),
      visibleAtMs: nowMs() + hiddenSeconds * 1000,
    };
    hidden.add(entry, entry.message.visibleAtMs);
    return { ...entry.message, receiptHandle };
  };

  /** Undefined where it is gone, or somebody else has received it since. */
  const find = (receiptHandle: string): Entry | undefined => {
    const entry = handles.get(receiptHandle);
    if (entry === undefined) {
      throw invalidValue(receiptHandle, "ReceiptHandle", "The receipt handle is not valid.");
    }
    return entries.has(entry) && entry.receiptHandle === receiptHandle ? entry : undefined;
  };

  const isShown = ({ message }: Entry) => message.visibleAtMs <= nowMs();
  /** A server that missed the delete still has the message: the cause that SQS names for duplicates. */
  const comesAgain = (entry: Entry) => options.isDuplicating && !isFifo && !entry.isDuplicate;

  return {
    settings,
    messages: () => [...entries].map(({ message }) => message),
    add: (message) => addEntry(message),
    visible: () => visible().map(({ message }) => message),
    take(max, visibilityTimeoutSeconds = settings.visibilityTimeoutSeconds) {
      const candidates = visible();
      const taken = (isFifo ? candidates : shuffle(candidates)).slice(0, max);
      const isTaken = new Set(taken);
      shown = shown.filter((entry) => !isTaken.has(entry));
      return taken.map((entry) => receive(entry, visibilityTimeoutSeconds));
    },
    delete(receiptHandle) {
      const entry = find(receiptHandle);
      if (entry === undefined) return;
      if (isFifo && isShown(entry)) {
        throw invalidValue(receiptHandle, "ReceiptHandle", "The receipt handle has expired.");
      }
      remove(new Set([entry]));
      if (!comesAgain(entry)) return;
      addEntry({ ...entry.message, receiveCount: 0, visibleAtMs: nowMs() }, { isDuplicate: true });
    },
    changeVisibility(receiptHandle, seconds) {
      const entry = find(receiptHandle);
      if (entry === undefined || isShown(entry)) {
        const reason = "Message does not exist or is not available for visibility timeout change.";
        throw invalidValue(receiptHandle, "ReceiptHandle", reason);
      }
      entry.message = { ...entry.message, visibleAtMs: nowMs() + seconds * 1000 };
      hidden.add(entry, entry.message.visibleAtMs);
    },
    drop: (messages) => remove(new Set([...entries].filter(({ message }) => messages.has(message)))),
    nextVisibleMs: hidden.nextMs,
  };
}

/** Most come to the end. */
function insertByPlace(shown: Entry[], entry: Entry): void {
  let index = shown.length;
  while (index > 0 && (shown[index - 1]?.place ?? 0) > entry.place) index -= 1;
  shown.splice(index, 0, entry);
}
