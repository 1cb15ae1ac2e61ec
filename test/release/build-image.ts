/**
 * Proves the Dockerfile where no Docker engine runs: carries out its own lines in an empty folder, one folder a stage,
 * then starts the last stage's command as its user, from files that this user can't write, and asks its HEALTHCHECK.
 * What it can't prove: the base image's own files, the layers' size, the limits of a container.
 *
 *   npm run prove-image
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { freePort } from '../service/free-port.ts';
import { until } from '../service/load.ts';
import { commandOf, lintDockerfile, parseDockerfile } from './dockerfile.ts';
import type { Instruction, Stage } from './dockerfile.ts';

interface Built {
  /** Stands for the stage's root folder. */
  readonly root: string;
  workdir: string;
  readonly env: Record<string, string>;
  readonly last: Map<string, string>;
}

const context = process.cwd();
// Not below a home folder, which the image's user could not enter.
const work = mkdtempSync(join(tmpdir(), 'calx-image-'));
spawnSync('chmod', ['755', work]);
const ignored = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);
const built = new Map<string, Built>();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function build(stage: Stage): Built {
  const root = join(work, stage.name);
  mkdirSync(root);
  const target: Built = { root, workdir: '/', env: {}, last: new Map() };
  for (const instruction of stage.instructions) {
    const started = performance.now();
    perform(target, instruction);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`${stage.name} ${instruction.name} ${instruction.text.slice(0, 60)}  (${seconds} s)`);
  }
  built.set(stage.name, target);
  return target;
}

function perform(target: Built, { name, text, line }: Instruction): void {
  if (name === 'WORKDIR') {
    target.workdir = text;
    mkdirSync(join(target.root, text), { recursive: true });
  } else if (name === 'COPY') copy(target, text);
  else if (name === 'ENV') {
    const [key = '', value = ''] = text.split('=');
    target.env[key] = value;
  } else if (name === 'RUN') {
    const [command = '', ...args] = commandOf(text);
    const { status } = spawnSync(command, args, {
      cwd: join(target.root, target.workdir),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error(`line ${line}: RUN ended with ${status}`);
  } else target.last.set(name, text);
}

function copy(target: Built, text: string): void {
  const words = text.split(/\s+/);
  const from = words.find(word => word.startsWith('--from='))?.slice(7);
  const paths = words.filter(word => !word.startsWith('--'));
  const destination = paths.at(-1) ?? '';
  const to = join(target.root, resolve(target.workdir, destination));
  for (const path of paths.slice(0, -1)) {
    const source = from === undefined ? contextFile(path) : join(built.get(from)?.root ?? '', path);
    const isInto = destination.endsWith('/') && !statSync(source).isDirectory();
    const filter = (file: string): boolean => from !== undefined || !isIgnored(file.slice(context.length + 1));
    cpSync(source, isInto ? join(to, basename(path)) : to, { recursive: true, verbatimSymlinks: true, filter });
  }
}

function contextFile(path: string): string {
  if (isIgnored(path)) throw new Error(`COPY ${path}: .dockerignore keeps it out`);
  return join(context, path);
}

function isIgnored(path: string): boolean {
  return ignored.some(rule => {
    const suffix = /^(?:\*\*\/)?\*(\..+)$/.exec(rule)?.[1];
    return suffix === undefined ? path === rule || path.startsWith(`${rule}/`) : path.endsWith(suffix);
  });
}

interface Container {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly user: { readonly uid?: number; readonly gid?: number };
  readonly port: number;
  readonly checkHealth: () => number | null;
}

async function containerOf(image: Built): Promise<Container> {
  // The image's user owns nothing there, so it can write nothing: a read-only root file system.
  spawnSync('chmod', ['-R', 'go-w,a+rX', image.root]);
  const cwd = join(image.root, image.workdir);
  const [uid = 0, gid = 0] = (image.last.get('USER') ?? '').split(':').map(Number);
  const port = await freePort();
  const env = { ...image.env, PATH: '/usr/local/bin:/usr/bin:/bin', CALX_PORT: String(port) };
  // Only root may become another.
  const user = process.getuid?.() === 0 ? { uid, gid } : {};
  const [check = '', ...args] = commandOf((image.last.get('HEALTHCHECK') ?? '').replace(/^.*?CMD /s, ''));
  return { cwd, env, user, port, checkHealth: () => spawnSync(check, args, { cwd, env, ...user }).status };
}

async function run(image: Built): Promise<void> {
  const { cwd, env, user, port, checkHealth } = await containerOf(image);
  const [command = '', ...args] = ['ENTRYPOINT', 'CMD'].flatMap(name => commandOf(image.last.get(name) ?? '[]'));
  const started = performance.now();
  const child = spawn(command, args, { cwd, env, ...user, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  await until(() => output.includes('ready'), 30_000);
  say(
    `ready after ${((performance.now() - started) / 1000).toFixed(1)} s as ${JSON.stringify(user)}: ${output.trim()}`,
  );
  const url = `http://127.0.0.1:${port}/r4/ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender`;
  const { status } = await fetch(url);
  const health = checkHealth();
  const exited = new Promise(done => child.once('exit', done));
  child.kill('SIGTERM');
  const code = await exited;
  say(`$expand ${status}; HEALTHCHECK ${health}, after SIGTERM ${checkHealth()}; exit ${String(code)}`);
  if (status !== 200 || health !== 0 || checkHealth() !== 1 || code !== 0) throw new Error('the image does not work');
  assertLean(cwd);
}

function assertLean(cwd: string): void {
  const needless = ['src', 'test', 'node_modules/typescript', 'node_modules/hl7.fhir.r4.core'];
  const present = needless.filter(path => existsSync(join(cwd, path)));
  if (present.length > 0) throw new Error(`not needed at run time: ${present.join(', ')}`);
  say(`${spawnSync('du', ['-sm', cwd], { encoding: 'utf8' }).stdout.split('\t')[0] ?? '?'} MB over the base image`);
}

try {
  const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'));
  const faults = lintDockerfile(stages);
  if (faults.length > 0) throw new Error(`Dockerfile: ${faults.join('; ')}`);
  say('lint: no findings');
  const images = stages.map(build);
  const image = images.at(-1);
  if (image !== undefined) await run(image);
} finally {
  rmSync(work, { recursive: true, force: true });
}
