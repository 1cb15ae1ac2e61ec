/**
 * Proves the npm package: packs a clean copy of what git holds, installs the tarball into an empty folder as
 * `npm i -g` does, and starts `calx serve` from there, where none of HL7's packages are. Limit: ready in 3 s.
 *
 *   npm run prove-package
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { until } from '../service/load.ts';

const limitSeconds = 3;
const work = mkdtempSync(join(tmpdir(), 'calx-pack-'));

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function cleanCopy(): string {
  const folder = join(work, 'copy');
  const files = run('git', ['ls-files', '-z'], '.').split('\0').filter(Boolean);
  for (const file of files.filter(file => existsSync(file))) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  // Building the artifacts anew takes minutes; `prepack` builds them where these are not current.
  if (existsSync('dist/definitions')) cpSync('dist/definitions', join(folder, 'dist/definitions'), { recursive: true });
  return folder;
}

async function prove(): Promise<void> {
  const folder = cleanCopy();
  run('npm', ['pack', '--pack-destination', work], folder);
  const [tarball = ''] = readdirSync(work).filter(name => name.endsWith('.tgz'));
  const megabytes = (statSync(join(work, tarball)).size / 1024 / 1024).toFixed(1);
  const prefix = join(work, 'prefix');
  run('npm', ['install', '--global', '--prefix', prefix, join(work, tarball)], work);
  const installed = readdirSync(join(prefix, 'lib/node_modules/calx/node_modules'));
  const definitions = installed.filter(name => name.startsWith('hl7.'));
  if (definitions.length > 0) throw new Error(`definition packages were installed: ${definitions.join(', ')}`);
  const calx = join(prefix, 'bin/calx');
  const started = performance.now();
  const child = spawn(calx, ['serve', '--port', '0', '--log-level', 'silent'], {
    cwd: prefix,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  await until(() => output.includes('ready'), 30_000);
  const seconds = (performance.now() - started) / 1000;
  const origin = /http:\/\/[^\s/]+/.exec(output)?.[0] ?? '';
  const url = `${origin}/r4/ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender`;
  const { status } = await fetch(url);
  child.kill('SIGTERM');
  await new Promise(resolve => child.once('exit', resolve));
  const version = run(calx, ['--version'], prefix).trim();
  const look = run(calx, ['lookup', 'http://hl7.org/fhir/administrative-gender', 'male'], prefix);
  process.stdout.write(
    `${tarball}: ${megabytes} MB, ${installed.length} packages beside it; calx ${version} ready after ` +
      `${seconds.toFixed(2)} s (limit ${limitSeconds}); $expand ${status}; lookup ${/display +(\w+)/.exec(look)?.[1] ?? 'failed'}\n`,
  );
  if (status !== 200 || seconds >= limitSeconds) throw new Error('the package does not hold its promise');
}

try {
  await prove();
} finally {
  rmSync(work, { recursive: true, force: true });
}
