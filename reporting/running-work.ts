/** What has begun and is not over, in the order of its beginning. */
export interface RunningWork {
  /** What is returned is to be called when it is over. */
  begin(label: string): () => void;
  readonly labels: readonly string[];
}

export function runningWork(changed: () => void = () => {}): RunningWork {
  const running = new Set<{ readonly label: string }>();
  return {
    begin(label) {
      const one = { label };
      running.add(one);
      changed();
      return () => {
        running.delete(one);
        changed();
      };
    },
    get labels() {
      return Array.from(running, ({ label }) => label);
    },
  };
}
