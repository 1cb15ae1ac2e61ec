/** `$versions` (https://hl7.org/fhir/capabilitystatement-operation-versions.html): FHIR versions at this base URL. */
import { fhirVersionNames } from '../fhir/fhir-version.ts';
import { buildParameters } from '../fhir/parameters.ts';
import type { AnyResource } from '../fhir/model.ts';
import { defineOperation } from './operation.ts';

export const systemVersions = defineOperation({
  name: 'versions',
  resource: 'CapabilityStatement',
  levels: { R4: ['system'], R5: ['system'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/CapabilityStatement-versions',
  title: 'Discover what versions a server supports',
  description: 'The FHIR version that is served at this base URL; each version has a base URL of its own.',
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
  handle: (_input, { fhirVersion }) => {
    const { mime } = fhirVersionNames[fhirVersion];
    const versions = buildParameters({ name: 'version', valueCode: mime }, { name: 'default', valueCode: mime });
    return versions as unknown as AnyResource;
  },
});
