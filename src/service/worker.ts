/** A worker process: one service among several on the same port, led by the first process. */
import cluster from 'node:cluster';
import type { RunningService } from './running-service.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export const isWorker = cluster.isWorker;

/** Tells the first process that the service answers, and does what it asks. */
export function obey(service: RunningService): void {
  const tell = (message: FromWorker): void => void process.send?.(message);
  process.on('message', (message: ToWorker) => {
    if (message.ask === 'reload')
      void service.reload().then(answer => tell({ tell: 'answer', id: message.id, answer }));
    if (message.ask === 'metrics')
      void service.metrics().then(answer => tell({ tell: 'answer', id: message.id, answer }));
  });
  const { port, loaded, warnings } = service;
  tell({ tell: 'ready', port, loaded, warnings });
}
