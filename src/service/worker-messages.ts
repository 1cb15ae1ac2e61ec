/** What the first process and its workers tell each other. */
import type { Reload } from './running-service.ts';
import type { MetricsJson } from './metrics.ts';

export type ToWorker =
  | { readonly ask: 'open' }
  | { readonly ask: 'reload'; readonly id: number }
  | { readonly ask: 'metrics'; readonly id: number };

export interface WorkerReady {
  readonly tell: 'ready';
  readonly port: number;
  readonly loaded: string;
  readonly warnings: readonly string[];
}

export type FromWorker =
  /** All is loaded; requests are taken once that is asked for. */
  | { readonly tell: 'loaded' }
  | WorkerReady
  | { readonly tell: 'answer'; readonly id: number; readonly answer: Reload | MetricsJson };
