/** What is proved of a rule, FHIRPath says too; on all examples by `npm run validator:proofs`. */
import type { Engines } from '../../../src/engines.ts';
import { compareProofs } from './compare-proofs.ts';
import { isError, judgeText, openEngines } from './judge.ts';
import { exampleTexts } from './sound-examples.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});

test.each(['R4', 'R5'] as const)('%s: no rule is proved that FHIRPath does not hold for true', async version => {
  const all = exampleTexts(version, 8000, { withDefinitions: true });
  const texts = all.filter((_, at) => at % Math.ceil(all.length / 30) === 0);
  const { asked, proved, wrong, failures } = await compareProofs(engines, version, {
    texts,
    mutants: 4,
    seed: 3,
  });
  expect(wrong).toEqual([]);
  expect(failures).toEqual([]);
  expect(proved / asked).toBeGreaterThan(0.5);
});

test.each([
  ['a code that is a number', { id: 'Basic.id', path: 'Basic.id', type: [{ code: 1 }] }],
  ['types that are no list', { id: 'Basic.id', path: 'Basic.id', type: { code: 'id' } }],
  ['a type that is null', { id: 'Basic.id', path: 'Basic.id', type: [null] }],
  ['an id that is a number', { id: 1, path: 'Basic.id' }],
])('tells of %s in a StructureDefinition and goes on', async (_, element) => {
  const definition = {
    resourceType: 'StructureDefinition',
    url: 'http://example.org/StructureDefinition/x',
    name: 'X',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Basic',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic',
    derivation: 'constraint',
    differential: { element: [{ id: 'Basic', path: 'Basic' }, element] },
  };
  const issues = await judgeText(engines, 'R4', JSON.stringify(definition));
  expect(issues.some(isError)).toBe(true);
});
