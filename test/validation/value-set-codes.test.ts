import { createSchemaGate } from '../../src/validation/schema-gate.ts';
import { createValueSetCodes } from '../../src/validation/value-set-codes.ts';
import {
  packageDefinitions,
  packageTerminology,
  readJson,
  resourceFiles,
} from '../fixtures/definitions/package-definitions.ts';

const resources: Record<string, object> = {
  'ValueSet urn:listed': { compose: { include: [{ system: 'urn:s', concept: [{ code: 'b' }, { code: 'a' }] }] } },
  'ValueSet urn:whole': { compose: { include: [{ system: 'urn:s' }] } },
  'ValueSet urn:both': { compose: { include: [{ valueSet: ['urn:listed'] }, { valueSet: ['urn:whole|1'] }] } },
  'ValueSet urn:filtered': { compose: { include: [{ system: 'urn:s', filter: [{}] }] } },
  'ValueSet urn:excluding': { compose: { include: [{ system: 'urn:s' }], exclude: [{ system: 'urn:s' }] } },
  'ValueSet urn:common': { compose: { include: [{ valueSet: ['urn:listed', 'urn:whole'] }] } },
  'ValueSet urn:loop': { compose: { include: [{ valueSet: ['urn:loop'] }] } },
  'ValueSet urn:fragment': { compose: { include: [{ system: 'urn:f' }] } },
  'ValueSet urn:unknown': { compose: { include: [{ system: 'urn:none' }] } },
  'ValueSet urn:large': { compose: { include: [{ system: 'urn:l' }] } },
  'CodeSystem urn:s': { content: 'complete', concept: [{ code: 'c', concept: [{ code: 'd' }] }] },
  'CodeSystem urn:f': { content: 'fragment', concept: [{ code: 'c' }] },
  'CodeSystem urn:l': { content: 'complete', concept: Array.from({ length: 501 }, (_, at) => ({ code: `c${at}` })) },
};

test.each([
  ['an enumeration', 'urn:listed', ['b', 'a']],
  ['a version is no part of its name', 'urn:listed|4.0.1', ['b', 'a']],
  ['a whole code system, with its children', 'urn:whole', ['c', 'd']],
  ['value sets in value sets', 'urn:both', ['b', 'a', 'c', 'd']],
  ['a filter is left alone', 'urn:filtered', undefined],
  ['an exclusion is left alone', 'urn:excluding', undefined],
  ['what several have in common is left alone', 'urn:common', undefined],
  ['one in itself is left alone', 'urn:loop', undefined],
  ['part of a code system is not all', 'urn:fragment', undefined],
  ['an unknown code system', 'urn:unknown', undefined],
  ['an unknown value set', 'urn:nowhere', undefined],
  ['too many codes', 'urn:large', undefined],
])('%s', (_, canonical, codes) => {
  expect(createValueSetCodes((type, url) => resources[`${type} ${url}`])(canonical)).toEqual(codes);
});

test.each(['R4', 'R5'] as const)("%s: the codes of HL7's own resources are among those of their bindings", version => {
  const gate = createSchemaGate(version, {
    ...packageDefinitions(version),
    findValueSetCodes: createValueSetCodes(packageTerminology(version)),
  });
  const files = resourceFiles(
    version,
    type => /^(ConceptMap|OperationDefinition|PlanDefinition|Patient)$/.test(type),
    300_000,
  );
  const findings = files.flatMap(file => gate.check(readJson(file)).map(finding => ({ file, ...finding })));
  expect(findings).toEqual([]);
  expect(gate.check({ resourceType: 'ValueSet', status: 'actve' })).toEqual([
    { path: 'ValueSet.status', reason: '"actve" is none of the codes active, draft, retired, unknown' },
  ]);
});
