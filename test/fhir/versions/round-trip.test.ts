/** Every resource of HL7's own packages that becomes the model must come back as it was. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import { convertedTypes } from '../../../src/fhir/versions/shapes/index.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';

const { R4, R5 } = versionCodecs;
const largest = 300_000;

/** Resources whose round trip changes them, with the reason; none are known. */
const losses: Record<string, string> = {};

/** A text that is the same for the same content: the order of keys and of extensions has no meaning. */
function canonicalText(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, child]) => [key, key === 'extension' ? sortedList(child) : sorted(child)]),
  );
}

function sortedList(list: unknown[]): unknown[] {
  return list.map(one => JSON.stringify(sorted(one))).sort();
}

const types = [...convertedTypes];

function filesOf(packageName: string, type: string): string[] {
  const folder = join('node_modules', packageName);
  const files = readdirSync(folder).filter(name => name.startsWith(`${type}-`) && name.endsWith('.json'));
  return files.map(name => join(folder, name)).filter(file => statSync(file).size < largest);
}

function readResource(file: string): AnyResource {
  return JSON.parse(readFileSync(file, 'utf8')) as AnyResource;
}

function differencesOf(files: string[], there: (resource: AnyResource) => AnyResource): string[] {
  return files.filter(file => {
    const resource = readResource(file);
    return !(file in losses) && canonicalText(there(resource)) !== canonicalText(resource);
  });
}

const packages = { R4: ['hl7.fhir.r4.core'], R5: ['hl7.fhir.r5.core', 'hl7.fhir.r5.examples'] } as const;

test.each(types)('%s: R4 → model → R4 loses nothing', type => {
  const files = packages.R4.flatMap(name => filesOf(name, type));
  expect(files.length + Number(type === 'Parameters')).toBeGreaterThan(0);
  expect(differencesOf(files, resource => R4.write(R4.read(resource)))).toEqual([]);
});

test.each(types)('%s: R5 → model → R5, and R5 → R4 → R5, lose nothing', type => {
  const files = packages.R5.flatMap(name => filesOf(name, type));
  expect(differencesOf(files, resource => R5.write(R5.read(resource)))).toEqual([]);
  expect(differencesOf(files, resource => R4.read(R4.write(resource)))).toEqual([]);
});

test('the counts and the losses are printed', () => {
  const count = (version: 'R4' | 'R5'): number =>
    types.flatMap(type => packages[version].flatMap(name => filesOf(name, type))).length;
  process.stdout.write(
    `through the model and back: ${count('R4')} resources of R4, ${count('R5')} of R5 (up to ${largest} bytes), ` +
      `${Object.keys(losses).length} with losses\n`,
  );
  expect(count('R4')).toBeGreaterThan(4000);
  expect(count('R5')).toBeGreaterThan(2500);
});
