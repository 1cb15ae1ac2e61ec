/** The application over the engines. It listens nowhere; `service/` does. */
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createClientStates, loadEngines, openDefinitions } from './engines.ts';
import type { Engines, Installation } from './engines.ts';
import { createApp } from './http/app.ts';
import type { App, AppOptions } from './http/app.ts';
import { openPackageFolder } from './store/package-folder.ts';

/** What the application takes beside the engines; what was packaged where Calx is installed is given out. */
export interface ApplicationOptions extends Installation {
  readonly baseUrl: string | undefined;
  readonly trustedProxies?: readonly string[] | undefined;
  readonly logger: Logger;
  readonly traffic?: AppOptions['traffic'];
  readonly authorize?: AppOptions['authorize'];
  /** Whether the hot path goes in front of Express; default true. */
  readonly hotPath?: boolean;
  /** Bytes of finished answers that are kept; default none. */
  readonly answerCacheBytes?: number;
}

export interface ServiceOptions extends ApplicationOptions {
  /** The operator's own content: folders and packages. */
  readonly content: readonly string[];
  /** Told what is being done, for a person who waits. */
  readonly onProgress: (step: string) => void;
}

export interface Service {
  readonly app: RequestListener;
  /** What is loaded, as the end of a sentence. */
  readonly loaded: string;
  readonly warnings: readonly string[];
}

/** Loads everything and gives the application; throws ConfigError with a list of faults where content is broken. */
export async function assembleService(options: ServiceOptions): Promise<Service> {
  options.onProgress('opening the definitions of FHIR R4 and R5');
  const definitions = openDefinitions(options);
  options.onProgress('reading and checking the content');
  const engines = await loadEngines(definitions, options.content, createClientStates());
  return { app: createService(engines, options).listener, loaded: engines.loaded, warnings: engines.warnings };
}

/** The application that answers from these engines. */
export function createService(engines: Engines, options: ApplicationOptions): App {
  const { version, releaseDate, baseUrl, trustedProxies, logger, traffic, authorize } = options;
  const packages = openPackageFolder(join(options.root, 'dist', 'packages'));
  return createApp({
    versions: engines.versions,
    software: { name: 'Calx', version, releaseDate },
    ...(baseUrl !== undefined && { baseUrl }),
    ...(trustedProxies !== undefined && { trustedProxies }),
    logger,
    health: () => ({ isReady: true, details: engines.counts }),
    ...(traffic !== undefined && { traffic }),
    ...(authorize !== undefined && { authorize }),
    ...(packages !== undefined && { packages }),
    hotPath: options.hotPath ?? true,
    answerCacheBytes: options.answerCacheBytes ?? 0,
  });
}
