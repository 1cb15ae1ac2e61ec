/** Every resource of HL7's own packages that becomes the model must come back as it was. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';

const { R4 } = versionCodecs;
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

const types = [
  'CodeSystem',
  'ValueSet',
  'ConceptMap',
  'PlanDefinition',
  'ActivityDefinition',
  'Library',
  'Questionnaire',
].concat(
  ['NamingSystem', 'Parameters', 'Bundle', 'OperationOutcome', 'OperationDefinition', 'CapabilityStatement'],
  ['TerminologyCapabilities', 'SearchParameter', 'StructureDefinition'],
);

function filesOf(packageName: string, type: string): string[] {
  const folder = join('node_modules', packageName);
  const files = readdirSync(folder).filter(name => name.startsWith(`${type}-`) && name.endsWith('.json'));
  const small = files.map(name => join(folder, name)).filter(file => statSync(file).size < largest);
  // Search parameters and structure definitions are many and alike: every fifth says as much.
  return /^(SearchParameter|StructureDefinition)$/.test(type) ? small.filter((_, at) => at % 5 === 0) : small;
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

test.each(types)('%s: R4 → model → R4 loses nothing', type => {
  const files = filesOf('hl7.fhir.r4.core', type);
  expect(files.length + Number(type === 'Parameters')).toBeGreaterThan(0);
  expect(differencesOf(files, resource => R4.write(R4.read(resource)))).toEqual([]);
});

test.each(types)('%s: R5 → R4 → R5 loses nothing', type => {
  const files = filesOf('hl7.fhir.r5.core', type);
  expect(differencesOf(files, resource => R4.read(R4.write(resource)))).toEqual([]);
});
