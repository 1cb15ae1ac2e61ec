/** `ConceptMap/$translate` (https://hl7.org/fhir/conceptmap-operation-translate.html), by R4's and R5's names. */
import type { AnyResource } from '../fhir/model.ts';
import type { Answered } from '../terminology/terminology-service.ts';
import { defineOperation } from './operation.ts';
import { formOf } from './terminology-input.ts';
import { translateRequest, translateRows } from './translate-input.ts';

const r4 = ['R4'] as const;
const r5 = ['R5'] as const;

export const conceptMapTranslate = defineOperation({
  name: 'translate',
  resource: 'ConceptMap',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-translate',
  title: 'Concept Translation',
  description: 'What a coded value is in another code system or value set, by one concept map or by all.',
  parameters: translateRows,
  output: [
    { name: 'result', type: 'boolean', min: 1, documentation: 'Whether there is a match that is not negative.' },
    { name: 'message', type: 'string', documentation: 'Why there is none, for a person.' },
    {
      name: 'match',
      max: '*',
      documentation: 'One target, or one source in reverse.',
      parts: [
        { name: 'equivalence', type: 'code', definedIn: r4, documentation: 'How source and target relate (R4).' },
        { name: 'relationship', type: 'code', definedIn: r5, documentation: 'How source and target relate (R5).' },
        { name: 'concept', type: 'Coding', documentation: 'The target concept.' },
        {
          name: 'property',
          max: '*',
          definedIn: r5,
          documentation: 'Properties of the mapping.',
          parts: [
            { name: 'uri', type: 'uri', min: 1, documentation: 'What the property means.' },
            { name: 'value', type: 'Element', min: 1, documentation: 'Its value.' },
          ],
        },
        {
          name: 'product',
          max: '*',
          documentation: 'Further values that the target needs.',
          parts: [
            { name: 'element', type: 'uri', definedIn: r4, documentation: 'The attribute (R4).' },
            { name: 'concept', type: 'Coding', definedIn: r4, documentation: 'Its value (R4).' },
            { name: 'attribute', type: 'uri', min: 1, definedIn: r5, documentation: 'The attribute (R5).' },
            { name: 'value', type: 'Element', min: 1, definedIn: r5, documentation: 'Its value (R5).' },
          ],
        },
        {
          name: 'dependsOn',
          max: '*',
          definedIn: r5,
          documentation: 'Values on which the mapping depends.',
          parts: [
            { name: 'attribute', type: 'uri', min: 1, documentation: 'The attribute.' },
            { name: 'value', type: 'Element', min: 1, documentation: 'Its value.' },
          ],
        },
        { name: 'source', type: 'uri', definedIn: r4, documentation: 'The concept map that it is from (R4).' },
        { name: 'originMap', type: 'uri', definedIn: r5, documentation: 'The concept map that it is from (R5).' },
      ],
    },
  ],
  handle: (input, context) =>
    context.terminology.translate(
      translateRequest(input, context),
      context.signal,
      formOf(context),
    ) as Answered<AnyResource>,
});
