/**
 * The snapshot generator held against HL7's: every official snapshot is made again from its differential and the
 * official snapshot of its base, and compared element by element. What differs is classed by reason.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import type { Element } from '../../../src/validation/snapshot/element.ts';
import { generateSnapshot } from '../../../src/validation/snapshot/generate-snapshot.ts';
import { createDefinitionTrees } from '../../../src/validation/snapshot/snapshot-source.ts';
import { findReason } from './known-differences.ts';

export const officialPackages = {
  'hl7.fhir.r4.core': 'R4',
  'hl7.fhir.r5.core': 'R5',
  'hl7.fhir.uv.extensions.r4': 'R4',
  'hl7.fhir.uv.extensions.r5': 'R5',
} as const satisfies Readonly<Record<string, FhirVersion>>;

const r4Packages = ['hl7.fhir.uv.extensions.r4', 'hl7.fhir.r4.core'] as const;
const r5Packages = ['hl7.fhir.uv.extensions.r5', 'hl7.fhir.r5.core'] as const;

export type OfficialPackage = keyof typeof officialPackages;

export interface Difference {
  readonly definition: string;
  readonly id: string;
  /** Property that differs, `missing` or `extra`. */
  readonly property: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

export interface Comparison {
  readonly definitions: number;
  readonly elements: number;
  readonly equal: number;
  readonly differences: readonly Difference[];
  /** Errors that the generator found in HL7's differentials. */
  readonly errors: readonly string[];
}

const propertiesOf: Readonly<Record<string, (element: Element) => unknown>> = {
  path: ({ path }) => path,
  sliceName: ({ sliceName }) => sliceName ?? null,
  min: ({ min }) => min ?? 0,
  max: ({ max }) => max,
  type: ({ type = [] }) => type.map(({ code, profile = [], targetProfile = [] }) => [code, profile, targetProfile]),
  binding: ({ binding }) => (binding === undefined ? null : [binding.strength, binding.valueSet]),
  constraint: ({ constraint = [] }) => constraint.map(({ key }) => key).sort(),
  value: element => Object.entries(element).filter(([name]) => /^(fixed|pattern)[A-Z]/.test(name)),
  slicing: ({ slicing }) =>
    slicing === undefined ? null : [slicing.discriminator ?? [], slicing.rules ?? 'open', slicing.ordered ?? false],
  contentReference: ({ contentReference }) => contentReference ?? null,
  isModifier: ({ isModifier }) => isModifier ?? false,
  mustSupport: ({ mustSupport }) => mustSupport ?? false,
};

/** Makes all snapshots of the package again; `from` says whether profiles that others build on have their
 * official snapshots or only differentials; types have their snapshots. */
export function compareOfficial(name: OfficialPackage, from: 'snapshots' | 'differentials' = 'snapshots'): Comparison {
  const own = definitionsOf(name);
  const version = officialPackages[name];
  const needed = version === 'R4' ? r4Packages : r5Packages;
  const core = new Map([...needed.flatMap(one => [...definitionsOf(one)]), ...own]);
  const trees = createDefinitionTrees(canonical => {
    const definition = core.get(canonical.split('|', 1)[0] ?? '');
    const isKept = from === 'snapshots' || definition?.['derivation'] !== 'constraint';
    return definition === undefined || isKept ? definition : { ...definition, snapshot: undefined };
  }, version);
  const comparable = [...own.values()].filter(
    one => one['snapshot'] !== undefined && one['differential'] !== undefined,
  );
  const compared = comparable.map(definition => compareOne(definition, generateSnapshot(definition, trees)));
  const sum = (of: (one: Comparison) => number): number => compared.reduce((total, one) => total + of(one), 0);
  return {
    definitions: comparable.length,
    elements: sum(({ elements }) => elements),
    equal: sum(({ equal }) => equal),
    differences: compared.flatMap(({ differences }) => differences),
    errors: compared.flatMap(({ errors }) => errors),
  };
}

const read = new Map<OfficialPackage, Map<string, AnyResource>>();

function definitionsOf(name: OfficialPackage): Map<string, AnyResource> {
  const known = read.get(name) ?? readDefinitions(name);
  read.set(name, known);
  return known;
}

function readDefinitions(name: OfficialPackage): Map<string, AnyResource> {
  const folder = join('node_modules', name);
  const files = readdirSync(folder).filter(file => file.startsWith('StructureDefinition-'));
  const parse = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as AnyResource;
  return new Map(files.map(parse).map(definition => [String(definition['url']), definition]));
}

function compareOne(definition: AnyResource, generated: ReturnType<typeof generateSnapshot>): Comparison {
  const theirs = (definition['snapshot'] as { element: readonly Element[] }).element;
  const ours = new Map(generated.elements.map(element => [element.id, element]));
  const name = definition.id ?? '';
  const byElement = theirs.map(element => differencesOf(name, element, ours.get(element.id)));
  const known = new Set(theirs.map(({ id }) => id));
  const extra = generated.elements.filter(({ id }) => !known.has(id));
  return {
    definitions: 1,
    elements: theirs.length,
    equal: byElement.filter(differences => differences.length === 0).length,
    differences: [
      ...byElement.flat(),
      ...extra.map(({ id = '' }) => ({ definition: name, id, property: 'extra', theirs: null, ours: id })),
    ],
    errors: generated.messages.map(({ text }) => `${name}: ${text}`),
  };
}

function differencesOf(definition: string, theirs: Element, ours: Element | undefined): Difference[] {
  const id = theirs.id ?? '';
  if (ours === undefined) return [{ definition, id, property: 'missing', theirs: id, ours: null }];
  return Object.entries(propertiesOf).flatMap(([property, of]) => {
    const [left, right] = [of(theirs), of(ours)];
    return JSON.stringify(left) === JSON.stringify(right)
      ? []
      : [{ definition, id, property, theirs: left, ours: right }];
  });
}

/** How many differences there are for each reason; those without one are listed. */
export function classDifferences(version: FhirVersion, { differences }: Comparison) {
  const counts = new Map<string, number>();
  const unexplained: Difference[] = [];
  for (const difference of differences) {
    const reason = findReason(version, difference);
    if (reason === undefined) unexplained.push(difference);
    else counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return { counts, unexplained };
}
