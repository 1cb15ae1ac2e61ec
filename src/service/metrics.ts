/** Metrics of one process in Prometheus' form, and the sum over several (https://prometheus.io/docs/practices/naming/). */
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { NamedCacheUse } from '../engines.ts';
import type { EndedRequest, Traffic } from '../http/traffic.ts';

/** As one process sends them to another. */
export type MetricsJson = readonly object[];

export interface ContentFacts {
  readonly contentVersion: string;
  /** Seconds since 1970. */
  readonly loadedAt: number;
}

export interface ServiceMetrics {
  readonly onEnd: (ended: EndedRequest) => void;
  readonly onReload: (result: 'loaded' | 'refused') => void;
  readonly json: () => Promise<MetricsJson>;
}

export interface MetricsSources {
  readonly traffic: () => Traffic;
  readonly content: () => ContentFacts;
  readonly caches: () => readonly NamedCacheUse[];
  /** Milliseconds, since this was last asked. */
  readonly longestSlice: () => number;
}

/** The metrics of this process, from now on. */
export function createServiceMetrics({ traffic, content, caches, longestSlice }: MetricsSources): ServiceMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'calx_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['operation', 'version', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const reloads = new Counter({
    name: 'calx_content_reloads_total',
    help: 'Reloads of content that were asked for, by result',
    labelNames: ['result'],
    registers,
  });
  addTrafficMetrics(registers, traffic);
  addContentMetrics(registers, content);
  addCacheMetrics(registers, caches);
  addSliceMetric(registers, longestSlice);
  return {
    onEnd: ({ operation, version, status, seconds }) =>
      durations.observe({ operation, version, status: String(status) }, seconds),
    onReload: result => reloads.inc({ result }),
    json: () => registry.getMetricsAsJSON(),
  };
}

function addTrafficMetrics(registers: Registry[], traffic: () => Traffic): void {
  new Gauge({
    name: 'calx_requests_running',
    help: 'Requests that are worked on now',
    registers,
    collect() {
      this.set(traffic().running());
    },
  });
  new Gauge({
    name: 'calx_requests_receiving',
    help: 'Requests whose body is on its way',
    registers,
    collect() {
      this.set(traffic().receiving().size);
    },
  });
  const counted = new Counter({
    name: 'calx_requests_refused_total',
    help: 'Requests that were refused because of overload, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      counted.reset();
      for (const [reason, count] of Object.entries(traffic().refused())) counted.inc({ reason }, count);
    },
  });
}

function addContentMetrics(registers: Registry[], content: () => ContentFacts): void {
  const info = new Gauge({
    name: 'calx_content_info',
    help: 'Processes that answer from each version of the content',
    labelNames: ['content_version'],
    registers,
    collect() {
      info.reset();
      info.set({ content_version: content().contentVersion }, 1);
    },
  });
  new Gauge({
    name: 'calx_content_loaded_timestamp_seconds',
    help: 'When the content in force was loaded; the oldest over all processes',
    aggregator: 'min',
    registers,
    collect() {
      this.set(content().loadedAt);
    },
  });
}

function addCacheMetrics(registers: Registry[], caches: () => readonly NamedCacheUse[]): void {
  const metricOf = (name: string, help: string, valueOf: (use: NamedCacheUse) => number): void => {
    const gauge = new Gauge({
      ...{ name, help, registers },
      labelNames: ['cache', 'version'],
      collect() {
        for (const use of caches()) gauge.set({ cache: use.cache, version: use.version }, valueOf(use));
      },
    });
  };
  metricOf('calx_cache_held', 'How much each cache holds, in its own unit', ({ held }) => held);
  metricOf('calx_cache_bound', 'How much each cache may hold', ({ bound }) => bound);
  metricOf('calx_cache_hits', 'Times that what was asked for was there, since content was loaded', ({ hits }) => hits);
  metricOf('calx_cache_misses', 'Times that it was made, since content was loaded', ({ misses }) => misses);
}

function addSliceMetric(registers: Registry[], longestSlice: () => number): void {
  new Gauge({
    name: 'calx_engine_longest_slice_seconds',
    help: 'Longest time since the last look at this that the engine worked without letting others run',
    aggregator: 'max',
    registers,
    collect() {
      this.set(longestSlice() / 1000);
    },
  });
}

export interface WorkerFacts {
  readonly running: number;
  readonly spare: number;
  readonly replaced: number;
}

/** Metrics of the process that watches over the others. */
export function workerMetrics({ running, spare, replaced }: WorkerFacts): Promise<MetricsJson> {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({ name: 'calx_workers', help: 'Worker processes that are ready', registers }).set(running);
  new Gauge({ name: 'calx_workers_spare', help: 'Worker processes that wait to replace one', registers }).set(spare);
  new Counter({
    name: 'calx_workers_replaced_total',
    help: 'Worker processes that ended and were replaced',
    registers,
  }).inc(replaced);
  return registry.getMetricsAsJSON();
}

/** The metrics of all processes as one text. */
export function metricsText(metrics: readonly MetricsJson[]): Promise<string> {
  return AggregatorRegistry.aggregate([...metrics] as object[]).metrics();
}

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;
