/**
 * Proves that the packages install as a dependency: for R4 and R5, SUSHI builds a tiny FSH project that uses a profile, a
 * value set and a code of Calx's package. SUSHI gets the package from `calx serve` by its registry GETs, and FHIR's core
 * from HL7's npm packages, laid into a cache folder of its own; nothing else is there, and nothing is downloaded.
 *
 *   npm run prove-sushi
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../service/free-port.ts';
import { until } from '../service/load.ts';

const work = mkdtempSync(join(tmpdir(), 'calx-sushi-'));
const base = 'https://w3id.org/calcinosis/fhir';
const versions = [
  { path: 'r4', number: '4.0.1' },
  { path: 'r5', number: '5.0.0' },
];

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** R4's core comes from HL7's package of examples; those are not for SUSHI. */
function isDefinition(file: string): boolean {
  return /^(?:StructureDefinition|ValueSet|CodeSystem|SearchParameter|OperationDefinition)-/.test(file);
}

/** FHIR's core as SUSHI's cache has it, with a manifest that has the name that it looks for. */
function layCore(path: string, number: string): void {
  const name = `hl7.fhir.${path}.core`;
  const source = resolve('node_modules', name);
  const folder = join(work, '.fhir', 'packages', `${name}#${number}`, 'package');
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(source).filter(file => file.endsWith('.json') && file !== 'package.json');
  // SUSHI takes no symbolic links for files.
  for (const file of files.filter(isDefinition)) copyFileSync(join(source, file), join(folder, file));
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, name, type: 'fhir.core' }));
}

const config = (path: string, number: string, version: string): string => `id: example.calcinosis.${path}
canonical: http://example.org/calcinosis-${path}
name: CalcinosisOfAHospital
status: draft
version: 0.1.0
fhirVersion: ${number}
FSHOnly: true
applyExtensionMetadataToRoot: false
dependencies:
  calx.fhir.calcinosis.${path}: ${version}
`;

const shorthand = `Alias: $type = ${base}/CodeSystem/calcinosis-type

Profile: CalcinosisOfTheHand
Parent: calcinosis-condition
Id: calcinosis-of-the-hand
Description: "A profile on Calx's profile."
* bodySite 1..*
* bodySite from ${base}/ValueSet/calcinosis-sites (required)
* extension[mechanism] 1..*

ValueSet: TypesOfAHospital
Id: types-of-a-hospital
Description: "Codes of Calx's value set, and one code."
* include codes from valueset ${base}/ValueSet/calcinosis-types
* include $type#scrotal-calcinosis "Idiopathic scrotal calcinosis"

Instance: hand
InstanceOf: CalcinosisOfTheHand
Usage: #example
* clinicalStatus = http://terminology.hl7.org/CodeSystem/condition-clinical#active
* verificationStatus = http://terminology.hl7.org/CodeSystem/condition-ver-status#confirmed
* code = $type#calcinosis-cutis "Calcinosis cutis"
* bodySite = ${base}/CodeSystem/calcinosis-site#fingers "Fingers"
* extension[mechanism].valueCodeableConcept = $type#dystrophic "Dystrophic calcification"
* subject = Reference(Patient/example)
`;

interface Started {
  readonly origin: string;
  readonly stop: () => void;
}

async function serve(): Promise<Started> {
  const port = await freePort();
  const child = spawn('node', ['dist/cli.js', 'serve', '--port', String(port), '--log-level', 'silent'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  await until(() => output.includes('ready'), 30_000);
  return { origin: `http://127.0.0.1:${port}`, stop: () => void child.kill('SIGTERM') };
}

async function versionOf(origin: string, name: string): Promise<string> {
  const answer = (await (await fetch(`${origin}/packages/${name}`)).json()) as { 'dist-tags': { latest: string } };
  return answer['dist-tags'].latest;
}

interface Made {
  readonly url: string;
  readonly baseDefinition?: string;
}

async function build({ path, number }: { path: string; number: string }, origin: string): Promise<void> {
  layCore(path, number);
  const folder = join(work, `project-${path}`);
  mkdirSync(join(folder, 'input', 'fsh'), { recursive: true });
  const version = await versionOf(origin, `calx.fhir.calcinosis.${path}`);
  writeFileSync(join(folder, 'sushi-config.yaml'), config(path, number, version));
  writeFileSync(join(folder, 'input', 'fsh', 'hand.fsh'), shorthand);
  const started = performance.now();
  const sushi = resolve('node_modules', 'fsh-sushi', 'dist', 'app.js');
  const env = { ...process.env, HOME: work, FPL_REGISTRY: `${origin}/packages` };
  const { stdout, status } = spawnSync('node', [sushi, 'build', folder], { env, encoding: 'utf8', timeout: 300_000 });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const errors = /(\d+)\s+Errors?/.exec(stdout)?.[1];
  const told = stdout.split('\n').filter(line => /(?:Downloaded|Loaded) calx/.test(line));
  if (status !== 0 || errors !== '0') throw new Error(`${path}: SUSHI ended with ${String(status)}\n${stdout}`);
  const made = (file: string): Made =>
    JSON.parse(readFileSync(join(folder, 'fsh-generated', 'resources', file), 'utf8')) as Made;
  const profile = made('StructureDefinition-calcinosis-of-the-hand.json');
  if (profile.baseDefinition !== `${base}/StructureDefinition/calcinosis-condition`)
    throw new Error(`${path}: not on our profile`);
  made('ValueSet-types-of-a-hospital.json');
  const instance = join(folder, 'fsh-generated', 'resources', 'Condition-hand.json');
  const files = [instance, '--fhir', path, '--content', join(folder, 'fsh-generated', 'resources')];
  const judged = spawnSync('node', ['dist/cli.js', 'validate', ...files], { encoding: 'utf8' });
  if (judged.status !== 0) throw new Error(`${path}: the instance is not valid\n${judged.stdout}${judged.stderr}`);
  say(
    `${path}: SUSHI ${seconds} s, ${errors} errors; ${told.map(line => line.replace(/^info +/, '')).join('; ')}; the instance is valid`,
  );
}

const { origin, stop } = await serve();
try {
  for (const version of versions) await build(version, origin);
} finally {
  stop();
  rmSync(work, { recursive: true, force: true });
}
