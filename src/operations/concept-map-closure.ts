/** `$closure` (https://hl7.org/fhir/R5/conceptmap-operation-closure.html). */
import { notSupported } from '../fhir/fhir-error.ts';
import type { AnyResource, ConceptMap } from '../fhir/model.ts';
import { equivalenceUrl } from '../fhir/versions/equivalence.ts';
import { defined } from './defined.ts';
import { defineOperation } from './operation.ts';
import { sharedRequest } from './terminology-input.ts';
import { ecosystemParameters, versionParameters } from './terminology-parameters.ts';

export const conceptMapClosure = defineOperation({
  name: 'closure',
  resource: 'ConceptMap',
  levels: { R4: ['system', 'type'], R5: ['system', 'type'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-closure',
  title: 'Closure Table Maintenance',
  description: 'Keeps a table of which of the concepts that the client tells of are below which.',
  keepsState: true,
  parameters: [
    { name: 'name', type: 'string', min: 1, documentation: 'Name of the table; alone it begins the table anew.' },
    { name: 'concept', type: 'Coding', max: '*', documentation: 'Concepts to add to the table.' },
    {
      name: 'version',
      type: 'string',
      documentation: 'Asks for all that was added after this version of the table; 0 for all that there is.',
    },
    ...versionParameters,
    ...ecosystemParameters,
  ],
  output: [{ name: 'return', type: 'ConceptMap', min: 1, documentation: 'Entries that the client is to add.' }],
  handle: async (input, context) => {
    const { closure } = context.terminology;
    if (closure === undefined) throw notSupported('Closure tables are not kept here');
    const { name, concept: concepts, version } = input;
    const request = { ...sharedRequest(input, context), ...defined({ concepts, version }), name };
    const map = await closure(request, context.signal);
    return (context.fhirVersion === 'R4' ? inWordsOfR4(map) : map) as unknown as AnyResource;
  },
});

/** R4 has words of its own for the entries of a closure table: `subsumes` and `equal`, not `wider` and `equivalent`. */
function inWordsOfR4(map: ConceptMap): ConceptMap {
  const group = map.group?.map(({ element, ...rest }) => ({
    ...rest,
    element: element.map(({ target = [], ...source }) => ({
      ...source,
      target: target.map(each => {
        const valueCode = each.relationship === 'equivalent' ? 'equal' : 'subsumes';
        return { ...each, _relationship: { extension: [{ url: equivalenceUrl, valueCode }] } };
      }),
    })),
  }));
  return { ...map, ...(group !== undefined && { group }) };
}
