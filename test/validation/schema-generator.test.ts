import { createSchemaGate } from '../../src/validation/schema-gate.ts';
import { createSchemaGenerator } from '../../src/validation/schema-generator.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { fullResource } from '../fixtures/definitions/full-resource.ts';
import { packageDefinitions } from '../fixtures/definitions/package-definitions.ts';

const definitions = { R4: packageDefinitions('R4'), R5: packageDefinitions('R5') };

function typesOf(version: FhirVersion): string[] {
  return Array.from(definitions[version].listTypeDefinitions(), url => url.slice(url.lastIndexOf('/') + 1));
}

describe.each(['R4', 'R5'] as const)('%s', version => {
  const generator = createSchemaGenerator(definitions[version]);
  const gate = createSchemaGate(version, definitions[version]);
  const resourceTypes = typesOf(version).filter(type => generator.hasResourceType(type));

  test('has a schema for every type', () => {
    const abstract = ['Base', 'DataType', 'BackboneType', 'PrimitiveType', 'Element', 'BackboneElement'];
    const lacking = typesOf(version).filter(
      type => generator.findSchema(type) === undefined && !abstract.includes(type),
    );
    expect(lacking).toEqual([]);
    expect(resourceTypes.length).toBe(version === 'R4' ? 146 : 158);
  });

  test.each([0, 1])('a resource with every element of its type passes, with choice %i of each', variant => {
    const findings = resourceTypes.flatMap(type =>
      gate.check(fullResource(type, { definitions: definitions[version], variant }) as AnyResource),
    );
    expect(findings).toEqual([]);
  });

  test('every type that an open value can have is accepted', () => {
    const findings = Array.from({ length: 56 }, (_, variant) =>
      gate.check(fullResource('Parameters', { definitions: definitions[version], variant }) as AnyResource),
    );
    expect(findings.flat()).toEqual([]);
  });

  test.each([
    ['date', ['2020', '2020-02', '2020-02-29'], ['20', '2020-2', '2020-13', ' 2020']],
    ['instant', ['2020-01-01T00:00:00.123+14:00'], ['2020-01-01', '2020-01-01T00:00:00']],
    ['code', ['a', 'a b'], ['a  b', ' a', 'a\n']],
    ['uri', ['urn:x', 'http://é'], ['a b', '']],
    ['string', ['x', 'x\u00a0', 'x\ny', '🦴'], ['']],
    ['oid', ['urn:oid:1.2.840'], ['1.2.840', 'urn:oid:1.02']],
    ['base64Binary', ['AAAA'], ['A!AA']],
  ])('%s is told from what is none', (type, right, wrong) => {
    const schema = generator.findSchema(type);
    const pattern = new RegExp(String(schema?.['pattern']), 'u');
    const isValid = (text: string) => text.length >= Number(schema?.['minLength']) && pattern.test(text);
    expect(right.filter(text => !isValid(text))).toEqual([]);
    expect(wrong.filter(isValid)).toEqual([]);
  });

  test('a long base64 text with a fault at its end is judged in no time', () => {
    const pattern = new RegExp(String(generator.findSchema('base64Binary')?.['pattern']), 'u');
    const start = performance.now();
    expect(pattern.test(`${'AAAA  '.repeat(20_000)}!`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
