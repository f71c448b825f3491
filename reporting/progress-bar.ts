import { MultiBar, Presets } from "cli-progress";

/** One phase of the work, drawn as one bar. */
export interface Phase {
  /** One unit is done; `label` says which. */
  tick(label?: string): void;
  /** The phase is over, whether or not all units were done. */
  end(): void;
}

/** Where work reports how far it is. Phases may run at the same time. */
export interface Progress {
  /** Starts a phase of `total` units. */
  phase(name: string, total: number): Phase;
}

/** Keeps a bar on one line of 80 characters. */
const MAX_LABEL_LENGTH = 24;

/** For work that nobody watches. */
export const SILENT_PROGRESS: Progress = { phase: () => ({ tick: () => {}, end: () => {} }) };

/**
 * Bars on `stream`, one a phase. Silent where they would only litter: the stream is no terminal, or `CI` or `NO_COLOR`
 * is set in `env`.
 */
export function createProgress(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Progress {
  if (!stream.isTTY || env.CI || env.NO_COLOR) return SILENT_PROGRESS;
  let bars: MultiBar | undefined;
  let open = 0;
  return {
    phase(name, total) {
      bars ??= createBars(stream);
      open += 1;
      const drawnOn = bars;
      const bar = bars.create(total, 0, { name: name.padEnd(8), label: "" });
      let ended = false;
      return {
        tick: (label = "") => bar.increment(1, { label: label.slice(0, MAX_LABEL_LENGTH) }),
        end: () => {
          if (ended) return;
          ended = true;
          bar.update({ label: "" });
          bar.stop();
          open -= 1;
          if (open > 0) return;
          drawnOn.stop(); // also stops its timer, which would keep the process alive
          bars = undefined;
        },
      };
    },
  };
}

function createBars(stream: NodeJS.WriteStream): MultiBar {
  return new MultiBar(
    {
      stream,
      format: "{name} {bar} {value}/{total} {label}",
      barsize: 24,
      hideCursor: false, // an interrupted process would leave the terminal without one
      linewrap: true, // and without wrapped lines
      gracefulExit: false, // the process owns its signals
      emptyOnZero: true,
    },
    Presets.shades_classic,
  );
}
