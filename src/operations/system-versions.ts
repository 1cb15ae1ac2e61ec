/** `$versions` (https://hl7.org/fhir/capabilitystatement-operation-versions.html): FHIR versions at this base URL. */
import { fhirVersionNames } from '../fhir/fhir-version.ts';
import { buildParameters } from '../fhir/parameters.ts';
import type { AnyResource, Parameters } from '../fhir/model.ts';
import { defineOperation } from './operation.ts';

export const systemVersions = defineOperation({
  name: 'versions',
  resource: 'CapabilityStatement',
  levels: { R4: ['system'], R5: ['system'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/CapabilityStatement-versions',
  title: 'Discover what versions a server supports',
  description: 'The FHIR versions that are served at this base URL.',
  parameters: [],
  output: [
    {
      name: 'version',
      type: 'code',
      min: 1,
      max: '*',
      documentation: 'A version that is served here, as major.minor.',
    },
    { name: 'default', type: 'code', min: 1, documentation: 'The version of answers where the client asks for none.' },
  ],
  handle: (_input, { fhirVersion: answered, served = [answered] }) => {
    const codes = served.map(fhirVersion => fhirVersionNames[fhirVersion].mime);
    const [first = ''] = codes;
    const listed = codes.map(valueCode => ({ name: 'version', valueCode }));
    return buildParameters(...listed, { name: 'default', valueCode: first }) as unknown as AnyResource;
  },
  writePlain: (answer, { format }) => {
    const { parameter = [] } = answer as unknown as Parameters;
    const codesOf = (name: string): string[] =>
      parameter.flatMap(each => (each.name === name && each.valueCode !== undefined ? [each.valueCode] : []));
    const [versions, [first = '']] = [codesOf('version'), codesOf('default')];
    if (format === 'json') return JSON.stringify({ versions, default: first });
    const elements = versions.map(code => `<version>${code}</version>`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?><versions>${elements}<default>${first}</default></versions>`;
  },
});
