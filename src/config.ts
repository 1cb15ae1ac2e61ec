/** What `calx` is told by flags, environment and one file, in that order of precedence; checked before anything starts. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import { isProxy, namedNetworks } from './http/trusted-proxies.ts';
import { nearestOf } from './nearest.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface ServeConfig {
  /** 0 asks the system for a free port. */
  readonly port: number;
  readonly host: string;
  /** Folders or `.tgz` packages with the operator's own content. */
  readonly content: readonly string[];
  /** Folder of imported code systems. */
  readonly codeSystems: string;
  readonly logLevel: LogLevel;
  /** Public base URL without trailing slash, where it differs from what clients send as Host. */
  readonly baseUrl: string | undefined;
  /** Addresses and subnets of proxies whose X-Forwarded-Proto, -Host and -Prefix count. */
  readonly trustProxy: readonly string[] | undefined;
  /** Port of `/metrics`; undefined where there is none. */
  readonly adminPort: number | undefined;
  readonly adminHost: string;
  /** Processes that answer on the one port. */
  readonly workers: number;
  /** Requests that one worker works on at once. */
  readonly maxRequests: number;
  /** Milliseconds by which a worker's event loop may lag before it refuses requests. */
  readonly maxLag: number;
  /** Seconds until a request without an answer is given up. */
  readonly requestTimeout: number;
  /** MiB of finished answers that one worker keeps; 0 for none. */
  readonly answerCache: number;
  /** Whether what is asked most goes past Express. */
  readonly hotPath: 'on' | 'off';
}

/** The texts that a source gives, not yet checked. */
export type ServeSettings = {
  readonly [Key in keyof ServeConfig]?: Key extends 'content' ? readonly string[] : string;
};

/** A setting that can't be used; its message is one line that says what to do. The command line exits with its code. */
export class ConfigError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

type Reader<Value> = (text: string, name: string) => Value;

interface Setting<Value> {
  /** Without `CALX_`'s prefix in the environment, in this order. */
  readonly environment: readonly string[];
  /** In place of a text that no source gives; undefined is the value itself. */
  readonly fallback: string | undefined;
  readonly read: Reader<Value>;
  /** For `calx serve --help`. */
  readonly help: string;
  readonly placeholder: string;
}

type TextKey = Exclude<keyof ServeConfig, 'content'>;

/** Every setting that is one text, in the order in which help and `calx info` list them. */
export const textSettings: { readonly [Key in TextKey]: Setting<ServeConfig[Key]> } = {
  port: setting('8080', readPort, 'number', 'port; 0 takes a free one', ['CALX_PORT', 'PORT']),
  host: setting('127.0.0.1', readHost, 'address', 'address to listen on', ['CALX_HOST']),
  codeSystems: setting('.calx/code-systems', text => text, 'folder', 'folder of what calx import has made', [
    'CALX_CODE_SYSTEMS',
  ]),
  logLevel: setting('info', oneOf(logLevels), 'level', `one of ${logLevels.join(', ')}`, ['CALX_LOG_LEVEL']),
  baseUrl: setting(undefined, readBaseUrl, 'url', 'public base URL, where it differs from the address clients see', [
    'CALX_BASE_URL',
  ]),
  trustProxy: setting(undefined, readProxies, 'addresses', 'proxies whose X-Forwarded-* count, separated by commas', [
    'CALX_TRUST_PROXY',
  ]),
  adminPort: setting(undefined, readPort, 'number', 'port for /metrics', ['CALX_ADMIN_PORT']),
  adminHost: setting('127.0.0.1', readHost, 'address', 'address for /metrics', ['CALX_ADMIN_HOST']),
  workers: setting('1', readWorkers, 'number', 'processes that share the port; auto for one a core', ['CALX_WORKERS']),
  maxRequests: setting('256', within(1, 100_000), 'number', 'requests that one process works on at once', [
    'CALX_MAX_REQUESTS',
  ]),
  maxLag: setting('1500', within(50, 60_000), 'ms', 'lag of the event loop at which requests are refused', [
    'CALX_MAX_LAG',
  ]),
  requestTimeout: setting('30', within(1, 3600), 'seconds', 'time until a request without an answer is given up', [
    'CALX_REQUEST_TIMEOUT',
  ]),
  answerCache: setting('32', within(0, 65_536), 'MiB', 'finished answers that one process keeps; 0 for none', [
    'CALX_ANSWER_CACHE',
  ]),
  hotPath: setting(
    'on',
    oneOf(['on', 'off'] as const),
    'on|off',
    'whether what is asked most goes past Express; answers are the same',
    ['CALX_HOT_PATH'],
  ),
};

/** Where a value came from: `--port`, `PORT`, a file's name, or `default`. */
export type Origins = Readonly<Record<keyof ServeConfig, string>>;

export interface SettledConfig {
  readonly config: ServeConfig;
  readonly origins: Origins;
}

export interface ConfigSources {
  readonly flags: ServeSettings & { readonly config?: string };
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface Given<Value> {
  readonly value: Value;
  /** As the person who gave it knows it. */
  readonly origin: string;
}

/** The configuration in force, and where each value came from; throws ConfigError. */
export function settleConfig({ flags, environment }: ConfigSources): SettledConfig {
  assertKnownVariables(environment);
  const file = readFile(flags.config ?? environment['CALX_CONFIG']);
  const content = contentOf(flags, environment, file);
  const origins: Record<string, string> = { content: content.origin };
  const config: Record<string, unknown> = { content: content.value.map(path => readContentPath(path, content.origin)) };
  for (const key of textKeys()) {
    const { fallback, read } = textSettings[key];
    const given = textOf(key, flags, environment, file);
    origins[key] = given?.origin ?? 'default';
    const text = given?.value ?? fallback;
    config[key] = text === undefined ? undefined : read(text, given?.origin ?? key);
  }
  // One entry a key, as the table's type has them.
  return { config: config as unknown as ServeConfig, origins: origins as Origins };
}

/** The name of a setting's flag. */
export function flagOf(key: keyof ServeConfig): string {
  return `--${key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}

export function textKeys(): readonly TextKey[] {
  return Object.keys(textSettings) as TextKey[];
}

function setting<Value>(
  fallback: string | undefined,
  read: Reader<Value>,
  ...[placeholder, help, environment]: [string, string, readonly string[]]
): Setting<Value> {
  return { fallback, read, placeholder, help, environment };
}

function textOf(key: TextKey, flags: ServeSettings, environment: ConfigSources['environment'], file: SettingsFile) {
  const flag = flags[key];
  if (flag !== undefined) return { value: flag, origin: flagOf(key) };
  const variable = textSettings[key].environment.find(name => isGiven(name, environment[name]));
  if (variable !== undefined) return { value: environment[variable] ?? '', origin: variable };
  const value = file.settings[key];
  return value === undefined ? undefined : { value, origin: `${file.path}: ${key}` };
}

function contentOf(
  flags: ServeSettings,
  environment: ConfigSources['environment'],
  file: SettingsFile,
): Given<readonly string[]> {
  if (flags.content !== undefined) return { value: flags.content, origin: '--content' };
  const variable = environment['CALX_CONTENT'];
  if (variable !== undefined) return { value: variable.split(delimiter).filter(Boolean), origin: 'CALX_CONTENT' };
  const paths = file.settings.content;
  if (paths === undefined) return { value: [], origin: 'default' };
  // Paths in a file are meant from where the file is.
  return { value: paths.map(path => resolve(dirname(file.path), path)), origin: `${file.path}: content` };
}

/** Kubernetes sets `CALX_PORT=tcp://…` and such in every pod beside a Service that is named calx; they are not meant for us. */
const serviceLink =
  /^CALX(_[A-Z0-9_]+)?_(SERVICE_(HOST|PORT)(_[A-Z0-9_]+)?|PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)$/;

function isGiven(name: string, value: string | undefined): boolean {
  return value !== undefined && !(name === 'CALX_PORT' && value.startsWith('tcp://'));
}

function assertKnownVariables(environment: ConfigSources['environment']): void {
  const known = ['CALX_CONFIG', 'CALX_CONTENT', ...textKeys().flatMap(key => textSettings[key].environment)];
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('CALX_') || known.includes(name) || serviceLink.test(name)) continue;
    throw new ConfigError(`${name} in the environment is no setting; did you mean ${nearestOf(name, known)}?`);
  }
}

interface SettingsFile {
  readonly path: string;
  readonly settings: ServeSettings;
}

/** A JSON object with settings by the names of `ServeConfig`. */
function readFile(path: string | undefined): SettingsFile {
  if (path === undefined) return { path: '', settings: {} };
  const known = ['content', ...textKeys()];
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parseFile(path))) {
    if (!known.includes(key)) {
      throw new ConfigError(`${path}: '${key}' is no setting; did you mean '${nearestOf(key, known)}'?`);
    }
    settings[key] = key === 'content' ? readPaths(path, value) : readScalar(path, key, value);
  }
  return { path, settings: settings as ServeSettings };
}

function parseFile(path: string): object {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`--config ${path}: it can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, like any other text that is no object.
  }
  throw new ConfigError(`--config ${path}: it must be a JSON object, such as {"port": 8080}`);
}

function readPaths(path: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every(entry => typeof entry === 'string')) return value;
  throw new ConfigError(`${path}: 'content' must be a list of paths`);
}

function readScalar(path: string, key: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new ConfigError(`${path}: '${key}' must be a text or a number`);
}

function readPort(text: string, name: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new ConfigError(`${name} must be a number from 0 to 65535, not '${text}'`);
  return port;
}

function within(least: number, most: number): Reader<number> {
  return (text, name) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new ConfigError(`${name} must be a number from ${least} to ${most}, not '${text}'`);
  };
}

function readWorkers(text: string, name: string): number {
  return text === 'auto' ? availableParallelism() : within(1, 256)(text, name);
}

function readHost(text: string, name: string): string {
  const isHost = isIP(text) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/.test(text);
  if (!isHost) throw new ConfigError(`${name} must be an IP address or a host name, not '${text}'`);
  return text;
}

function readContentPath(path: string, name: string): string {
  if (!existsSync(path)) throw new ConfigError(`${name} ${path}: there is no such folder or package`);
  const isUsable = statSync(path).isDirectory() || /\.(tgz|tar\.gz)$/.test(path);
  if (!isUsable) throw new ConfigError(`${name} ${path}: it must be a folder or a FHIR package (.tgz)`);
  return path;
}

function oneOf<Text extends string>(texts: readonly Text[]): Reader<Text> {
  return (text, name) => {
    const known = texts.find(each => each === text);
    if (known === undefined) throw new ConfigError(`${name} must be one of ${texts.join(', ')}, not '${text}'`);
    return known;
  };
}

function readBaseUrl(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBase = url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (!isBase) throw new ConfigError(`${name} must be an http or https URL without query, not '${text}'`);
  return text.replace(/(?<!\/)\/+$/, '');
}

function readProxies(text: string, name: string): readonly string[] {
  const proxies = text.split(',').map(proxy => proxy.trim());
  const wrong = proxies.find(proxy => !isProxy(proxy));
  if (wrong === undefined) return proxies;
  const forms = `IP addresses, subnets such as 10.0.0.0/8, or ${namedNetworks.join(', ')}`;
  throw new ConfigError(`${name} takes ${forms}, not '${wrong}'`);
}
