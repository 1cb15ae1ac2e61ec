/** The ImplementationGuide of a package (https://hl7.org/fhir/implementationguide.html): what it holds, in the model's form. */
import type { AnyResource } from '../../fhir/model.ts';
import { textOf } from '../check/checked-content.ts';
import type { PackageFacts } from './describe-package.ts';
import { fhirVersionNames } from '../../fhir/fhir-version.ts';
import { addNarrative } from '../narrative/narrative.ts';

/** The guide over resources and examples, in their order. */
export function implementationGuide(
  facts: PackageFacts,
  resources: readonly AnyResource[],
  examples: readonly AnyResource[],
): AnyResource {
  const { name, version, title, date, description, canonical, copyright, fhirVersion, manifest } = facts;
  return addNarrative({
    resourceType: 'ImplementationGuide',
    id: name,
    language: 'en',
    url: `${canonical}/ImplementationGuide/${name}`,
    version,
    name: `CalxCalcinosis${fhirVersion}`,
    title,
    status: 'draft',
    experimental: true,
    date,
    publisher: manifest['publisher'],
    contact: manifest['contact'],
    description,
    jurisdiction: manifest['jurisdiction'],
    copyright,
    packageId: name,
    license: 'Apache-2.0',
    fhirVersion: [fhirVersionNames[fhirVersion].number],
    definition: {
      resource: [
        ...resources.map(resource => ({ ...entryOf(resource), isExample: false })),
        ...examples.map(resource => ({ ...entryOf(resource), isExample: true })),
      ],
    },
  });
}

function entryOf(resource: AnyResource): object {
  const { resourceType, id = '' } = resource;
  return {
    reference: { reference: `${resourceType}/${id}` },
    name: textOf(resource, 'title') ?? textOf(resource, 'name') ?? id,
  };
}
