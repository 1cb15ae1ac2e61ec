/** The operation table against HL7's own OperationDefinitions: nothing of theirs is missing, nothing claims to be. */
import { existsSync, readFileSync } from 'node:fs';
import { fhirVersions } from '../../src/fhir/fhir-version.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import { hl7Errata, hl7LevelErrata } from '../../src/operations/hl7-errata.ts';
import { operations } from '../../src/operations/index.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { ParameterRow } from '../../src/operations/parameter-row.ts';

interface DefinedParameter {
  readonly use: 'in' | 'out';
  readonly name: string;
  readonly type?: string;
  readonly min: number;
  readonly max: string;
  readonly part?: readonly DefinedParameter[];
}

interface Definition {
  readonly url: string;
  readonly system: boolean;
  readonly type: boolean;
  readonly instance: boolean;
  readonly parameter?: readonly DefinedParameter[];
}

interface Fact {
  readonly path: string;
  readonly type: string;
  readonly min: number;
  readonly max: string;
}

const folder = (version: FhirVersion): string => `node_modules/hl7.fhir.${version.toLowerCase()}.core`;

function readDefinition(version: FhirVersion, { definition }: Operation): Definition | undefined {
  const path = `${folder(version)}/OperationDefinition-${definition.split('/').at(-1) ?? ''}.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Definition) : undefined;
}

function theirFacts(parameters: readonly DefinedParameter[], version: FhirVersion, url: string, prefix = ''): Fact[] {
  return parameters.flatMap(({ use, name, type, min, max, part }) => {
    const erratum = hl7Errata.find(
      row => row.fhirVersion === version && row.definition === url && row.parameter === name && row.theirType === type,
    );
    const path = prefix === '' ? `${use} ${name}` : `${prefix}.${name}`;
    const fact = { path, type: erratum?.ourType ?? type ?? 'parts', min, max: erratum?.ourMax ?? max };
    return [fact, ...theirFacts(part ?? [], version, url, path)];
  });
}

function ourFacts(rows: readonly ParameterRow[], version: FhirVersion, prefix: string): Fact[] {
  return rows
    .filter(row => (row.definedIn ?? fhirVersions).includes(version))
    .flatMap(row => {
      const path = `${prefix}${row.name}`;
      const fact = { path, type: row.type ?? 'parts', min: row.min ?? 0, max: row.max ?? '1' };
      return [fact, ...ourFacts(row.parts ?? [], version, `${path}.`)];
    });
}

const byPath = (one: Fact, other: Fact): number => (one.path < other.path ? -1 : 1);
const pairs = fhirVersions.flatMap(version => operations.map(operation => ({ version, operation })));
const hl7Pairs = pairs.flatMap(pair => {
  const definition = readDefinition(pair.version, pair.operation);
  const label = `${pair.version} ${pair.operation.resource}/$${pair.operation.name}`;
  return definition === undefined ? [] : [{ ...pair, definition, label }];
});

test('every operation but two of the ecosystem is in HL7s core specification, in both versions', () => {
  const others = pairs.filter(pair => !hl7Pairs.some(({ operation }) => operation === pair.operation));
  const names = others.map(({ operation }) => operation.name);
  expect(names.sort()).toEqual(['batch-validate-code', 'batch-validate-code', 'cache-control', 'cache-control']);
});

test.each(hl7Pairs)(
  '$label has each parameter that HL7 defines, as HL7 defines it',
  ({ version, operation, definition }) => {
    const ours = [...ourFacts(operation.parameters, version, 'in '), ...ourFacts(operation.output, version, 'out ')];
    const theirs = theirFacts(definition.parameter ?? [], version, definition.url);
    expect(ours.sort(byPath)).toEqual(theirs.sort(byPath));
  },
);

test.each(hl7Pairs)('$label is called at the levels that HL7 defines', ({ version, operation, definition }) => {
  const beyond = hl7LevelErrata.filter(row => row.definition === definition.url).map(({ level }) => level);
  const levels = operation.levels[version].filter(level => !beyond.includes(level));
  const { system, type, instance } = definition;
  expect({
    system: levels.includes('system'),
    type: levels.includes('type'),
    instance: levels.includes('instance'),
  }).toEqual({ system, type, instance });
});

test('every erratum is still one', () => {
  for (const { fhirVersion, definition, parameter, theirType } of hl7Errata) {
    const pair = hl7Pairs.find(
      ({ version, operation }) => version === fhirVersion && operation.definition === definition,
    );
    expect(pair?.definition.parameter?.find(({ name }) => name === parameter)?.type).toBe(theirType);
  }
});

test('every parameter is supported, or refused with a reason', () => {
  const rows = (list: readonly ParameterRow[]): ParameterRow[] => list.flatMap(row => [row, ...rows(row.parts ?? [])]);
  const all = operations.flatMap(operation => [...rows(operation.parameters), ...rows(operation.output)]);
  const refused = all.filter(({ unsupported }) => unsupported !== undefined);
  for (const { unsupported } of refused) expect(unsupported?.length).toBeGreaterThan(10);
  const lines = fhirVersions.map(version => {
    const ofHl7 = all.filter(row => (row.definedIn ?? fhirVersions).includes(version));
    const lacking = ofHl7.filter(row => refused.includes(row));
    return `${version}: ${ofHl7.length} operation parameters of HL7, ${ofHl7.length - lacking.length} supported, ${lacking.length} refused by name`;
  });
  const beside = all.filter(({ definedIn }) => definedIn?.length === 0).length;
  process.stdout.write(`${lines.join('\n')}\n${beside} further parameters of the terminology ecosystem\n`);
});
