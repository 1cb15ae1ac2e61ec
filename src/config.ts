/** What `calx serve` is told by flags and environment, checked before anything starts. */
import { existsSync, statSync } from 'node:fs';
import { isIP } from 'node:net';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface ServeConfig {
  /** 0 asks the system for a free port. */
  readonly port: number;
  readonly host: string;
  /** Folders or `.tgz` packages with the operator's own content. */
  readonly content: readonly string[];
  readonly logLevel: LogLevel;
  /** Public base URL without trailing slash, where it differs from what clients send as Host. */
  readonly baseUrl: string | undefined;
}

/** The texts that flags and environment give, not yet checked. */
export interface ServeSettings {
  readonly port?: string;
  readonly host?: string;
  readonly content?: readonly string[];
  readonly logLevel?: string;
  readonly baseUrl?: string;
}

/** A setting that can't be used; its message is one line that says what to do. The command line exits with code 2. */
export class ConfigError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The checked configuration; throws ConfigError. `environment` gives `PORT` where no flag does. */
export function readConfig(
  settings: ServeSettings,
  environment: Readonly<Record<string, string | undefined>>,
): ServeConfig {
  return {
    port: readPort(settings.port ?? environment['PORT'] ?? '8080'),
    host: readHost(settings.host ?? '127.0.0.1'),
    content: (settings.content ?? []).map(readContentPath),
    logLevel: readLogLevel(settings.logLevel ?? 'info'),
    baseUrl: settings.baseUrl === undefined ? undefined : readBaseUrl(settings.baseUrl),
  };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new ConfigError(`--port must be a number from 0 to 65535, not '${text}'`);
  return port;
}

function readHost(text: string): string {
  const isHost = isIP(text) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/.test(text);
  if (!isHost) throw new ConfigError(`--host must be an IP address or a host name, not '${text}'`);
  return text;
}

function readContentPath(path: string): string {
  if (!existsSync(path)) throw new ConfigError(`--content ${path}: there is no such folder or package`);
  const isUsable = statSync(path).isDirectory() || /\.(tgz|tar\.gz)$/.test(path);
  if (!isUsable) throw new ConfigError(`--content ${path}: it must be a folder or a FHIR package (.tgz)`);
  return path;
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find(known => known === text);
  if (level === undefined) throw new ConfigError(`--log-level must be one of ${logLevels.join(', ')}, not '${text}'`);
  return level;
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBase = url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (!isBase) throw new ConfigError(`--base-url must be an http or https URL without query, not '${text}'`);
  return text.replace(/\/+$/, '');
}
