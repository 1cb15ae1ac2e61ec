/** How far `calx validate` is, for a person at a terminal; nothing is written where there is none. */
import type { CliContext } from '../cli-context.ts';

const interval = 200;

export interface Progress {
  tell(files: number, resources: number): void;
  /** Makes room for what is printed. */
  clear(): void;
}

export function createProgress({ isTerminal, tell }: Pick<CliContext, 'isTerminal' | 'tell'>, all: number): Progress {
  let toldAt = 0;
  let width = 0;
  const clear = (): void => {
    if (width > 0) tell(`${' '.repeat(width)}\r`);
    width = 0;
  };
  return {
    tell(files, resources) {
      const now = performance.now();
      if (!isTerminal || now - toldAt < interval) return;
      toldAt = now;
      clear();
      const text = `calx: file ${String(files)} of ${String(all)}, ${String(resources)} resources`;
      width = text.length;
      tell(`${text}\r`);
    },
    clear,
  };
}
