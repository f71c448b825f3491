import { MultiBar } from "cli-progress";
import { barLine } from "./bar-line.ts";
import { runningWork } from "./running-work.ts";

/** One phase of the work, drawn as one bar. */
export interface Phase {
  /**
   * Something has begun that takes long, of which `label` says what it is; it is no unit. What is returned is to be called
   * when it is over.
   */
  begin(label: string): () => void;
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

/** Progress on a stream that gets other lines as well. */
export interface StreamProgress extends Progress {
  /** Writes a line that stays, above what is drawn. */
  say(line: string): void;
}

/** For work that nobody watches. */
export const SILENT_PROGRESS: Progress = {
  phase: () => ({ begin: () => () => {}, tick: () => {}, end: () => {} }),
};

/**
 * Bars on `stream`, one a phase: they stay when all units of all phases are done, and are removed when the work ends without.
 * They would only litter where the stream is no terminal, or `CI` or `NO_COLOR` is set in `env`: there `otherwise` is told.
 */
export function createProgress(
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
  otherwise: Progress = SILENT_PROGRESS,
): StreamProgress {
  const write = (line: string) => stream.write(`${line}\n`);
  if (!stream.isTTY || env.CI || env.NO_COLOR) return { ...otherwise, say: write };
  let drawing: Drawing | undefined;
  return {
    phase(name, total) {
      drawing ??= startDrawing(stream);
      const drawnOn = drawing;
      return drawnOn.phase(name, total, () => {
        drawnOn.end();
        drawing = undefined;
      });
    },
    say: (line) => (drawing === undefined ? write(line) : drawing.say(line)),
  };
}

/** Phases that are drawn together, until all of them are over. */
interface Drawing {
  phase(name: string, total: number, whenAllEnd: () => void): Phase;
  say(line: string): void;
  end(): void;
}

function startDrawing(stream: NodeJS.WriteStream): Drawing {
  const bars = createBars(stream);
  const phases: { readonly name: string; readonly total: number; value: number; isOver: boolean }[] = [];
  return {
    phase(name, total, whenAllEnd) {
      const phase = { name, total, value: 0, isOver: false };
      phases.push(phase);
      const bar = bars.create(total, 0, { name, label: "" });
      let last = "";
      const update = () => bar.update(phase.value, { label: phase.isOver ? "" : (work.labels[0] ?? last) });
      const work = runningWork(update);
      return {
        begin: work.begin,
        tick(label = "") {
          phase.value += 1;
          last = label;
          update();
        },
        end() {
          if (phase.isOver) return;
          phase.isOver = true;
          update();
          if (phases.every(({ isOver }) => isOver)) whenAllEnd();
        },
      };
    },
    say: (line) => bars.log(`${line}\n`),
    end() {
      bars.update(); // what was said and is not written yet
      bars.stop(); // also stops its timer, which would keep the process alive
      if (phases.some(({ total, value }) => value < total)) return;
      for (const phase of phases) stream.write(`${barLine({ ...phase, label: "" }, stream.columns)}\n`);
    },
  };
}

function createBars(stream: NodeJS.WriteStream): MultiBar {
  return new MultiBar({
    stream,
    format: (_, { value, total, maxWidth }, { name, label }) =>
      barLine({ name, label, value, total }, maxWidth),
    clearOnComplete: true,
    forceRedraw: true, // below a line that was said
    hideCursor: false, // an interrupted process would leave the terminal without one
    linewrap: true, // and without wrapped lines
    gracefulExit: false, // the process owns its signals
  });
}
