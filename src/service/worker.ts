/** A worker process: one service among several on the same port, led by the first process. */
import cluster from 'node:cluster';
import type { RunningService } from './running-service.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export const isWorker = cluster.isWorker;

/** Tells the first process that all is loaded, and does what it asks. */
export function obey(service: RunningService): void {
  const tell = (message: FromWorker): void => void process.send?.(message);
  const open = async (): Promise<void> => {
    const { loaded, warnings } = service;
    tell({ tell: 'ready', port: await service.open(), loaded, warnings });
  };
  process.on('message', (message: ToWorker) => {
    switch (message.ask) {
      case 'open':
        open().catch(endWith);
        break;
      case 'reload':
        void service.reload().then(answer => tell({ tell: 'answer', id: message.id, answer }));
        break;
      case 'metrics':
        void service.metrics().then(answer => tell({ tell: 'answer', id: message.id, answer }));
        break;
    }
  });
  tell({ tell: 'loaded' });
}

function endWith(error: unknown): void {
  process.stderr.write(`calx: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
