/** Starts `calx serve` as a process of its own on a free port, for tests and scripts that need the real thing. */
import type { ChildProcess, SpawnOptions } from 'node:child_process';

export interface RunningServer {
  /** `http://127.0.0.1:PORT`, without a version's path. */
  readonly origin: string;
  readonly process: ChildProcess;
  /** All that it has written to stdout and stderr so far. */
  readonly output: () => string;
  /** Sends SIGTERM and waits; gives the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Arguments of node that run the built command line, and the one in src as it stands. */
export const builtCli: readonly string[] = ['dist/cli.js'];
export const sourceCli: readonly string[] = ['--import', 'tsx', 'src/cli.ts'];

type Spawn = (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

/** Resolves once the ready line is printed; rejects with all output when the process ends or 60 s pass before that. */
export function startServer(spawn: Spawn, args: readonly string[], cli = builtCli): Promise<RunningServer> {
  const child = spawn(process.execPath, [...cli, 'serve', '--port', '0', '--log-level', 'warn', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exited = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
  const stop = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return exited;
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`no ready line within 60 s:\n${text}`));
    }, 60_000);
    const onOutput = (chunk: Buffer): void => {
      text += chunk.toString();
      const origin = /ready.*?(http:\/\/[^\s/]+)\/r4/s.exec(text)?.[1];
      if (origin === undefined) return;
      clearTimeout(timer);
      resolve({ origin, process: child, output: () => text, stop });
    };
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    void exited.then(code => {
      clearTimeout(timer);
      reject(new Error(`calx serve ended with code ${code} before it was ready:\n${text}`));
    });
  });
}
