import type { ValueSetCompose } from '../../../src/fhir/model.ts';
import type { ExpandRequest } from '../../../src/terminology/terminology-request.ts';
import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import { finderOf, minerals, mineralsUrl, sent } from '../../fixtures/terminology/mineral-codes.ts';

const service = createTerminologyService({ finder: finderOf(minerals) });
const calcite: ValueSetCompose = { include: [{ system: mineralsUrl, concept: [{ code: 'calcite' }] }] };
const expand = (compose: ValueSetCompose, request: Partial<ExpandRequest> = {}) =>
  service.expand({ valueSet: sent(compose), ...request });

test('properties that are asked for come with the uri of their declaration', async () => {
  const { expansion } = await expand(calcite, {
    property: ['hardness', 'definition', 'parent'],
  });
  expect(expansion?.contains?.[0]?.property).toEqual([
    { code: 'hardness', valueInteger: 3 },
    { code: 'definition', valueString: 'The stable form of calcium carbonate.' },
    { code: 'parent', valueCode: 'carbonate' },
  ]);
  expect(expansion?.property?.[0]).toEqual({ code: 'hardness', uri: 'http://example.org/hardness' });
});

test('properties may be asked for by uri', async () => {
  const { expansion } = await expand(calcite, {
    property: [
      'http://example.org/hardness',
      'http://hl7.org/fhir/concept-properties#parent',
      'http://example.org/none',
    ],
  });
  expect(expansion?.contains?.[0]?.property).toEqual([
    { code: 'hardness', valueInteger: 3 },
    { code: 'parent', valueCode: 'carbonate' },
  ]);
});

test('label, order and weight come from extensions, the value set before the code system', async () => {
  const extension = (name: string, value: object) => ({
    url: `http://hl7.org/fhir/StructureDefinition/${name}`,
    ...value,
  });
  const concept = [
    {
      code: 'calcite',
      extension: [
        extension('valueset-label', { valueString: 'a)' }),
        extension('valueset-conceptOrder', { valueInteger: 2 }),
        extension('itemWeight', { valueDecimal: 0.5 }),
        extension('valueset-deprecated', { valueBoolean: true }),
      ],
    },
  ];
  const { expansion } = await expand({ include: [{ system: mineralsUrl, concept }] });
  expect(expansion?.contains?.[0]).toMatchObject({
    extension: [extension('valueset-deprecated', { valueBoolean: true })],
    property: [
      { code: 'weight', valueDecimal: 0.5 },
      { code: 'label', valueString: 'a)' },
      { code: 'order', valueDecimal: 2 },
    ],
  });
});
