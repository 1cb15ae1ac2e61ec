/** Progress of several tasks for a person: one line that is rewritten on a terminal, else one line per task. */
export interface ProgressLine {
  /** `fraction` from 0 to 1. */
  report(task: string, fraction: number): void;
}

interface TextSink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A line for these tasks; without a terminal it says when each begins and ends. */
export function createProgressLine(sink: TextSink, tasks: readonly string[]): ProgressLine {
  const fractions = new Map(tasks.map(task => [task, 0]));
  if (sink.isTTY !== true) for (const task of tasks) sink.write(`building ${task} …\n`);
  return {
    report(task, fraction) {
      fractions.set(task, fraction);
      if (sink.isTTY === true) sink.write(terminalLine(fractions));
      else if (fraction >= 1) sink.write(`built ${task}\n`);
    },
  };
}

function terminalLine(fractions: ReadonlyMap<string, number>): string {
  const texts = [...fractions].map(([task, fraction]) => `${task} ${String(Math.floor(fraction * 100))} %`);
  const isDone = [...fractions.values()].every(fraction => fraction >= 1);
  return `\r\u001b[Kbuilding ${texts.join(' · ')}${isDone ? '\n' : ''}`;
}
