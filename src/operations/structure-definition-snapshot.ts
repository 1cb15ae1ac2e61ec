/** `StructureDefinition/$snapshot` (https://hl7.org/fhir/structuredefinition-operation-snapshot.html). */
import { FhirError, notFound, notSupported, required } from '../fhir/fhir-error.ts';
import type { Issue } from '../fhir/issue.ts';
import type { AnyResource } from '../fhir/model.ts';
import { versionCodecs } from '../fhir/versions/index.ts';
import type { SnapshotMessage } from '../validation/snapshot/snapshot-message.ts';
import type { Validator } from '../validation/validate-resource.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';

const scope = ['type'] as const;

const parameters = [
  {
    name: 'definition',
    type: 'StructureDefinition',
    scope,
    documentation: 'The definition itself, with its differential.',
  },
  {
    name: 'url',
    type: 'string',
    scope,
    documentation: 'Canonical of a definition that is known here, url|version too.',
  },
] as const;

type Input = InputOf<typeof parameters>;

export const structureDefinitionSnapshot = defineOperation({
  name: 'snapshot',
  resource: 'StructureDefinition',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/StructureDefinition-snapshot',
  title: 'Generate a snapshot',
  description: 'The definition with the snapshot that its differential makes of its base.',
  parameters,
  output: [{ name: 'return', type: 'StructureDefinition', min: 1, documentation: 'The definition with its snapshot.' }],
  handle: (input, context) => {
    const { fhirVersion, validator } = context;
    if (validator === undefined) throw notSupported('There is no validator here');
    return versionCodecs[fhirVersion].read(withSnapshot(input, context, validator));
  },
});

/** In the wire form of the endpoint's version: one that is sent has its snapshot made, one that is known may have it. */
function withSnapshot({ definition, url }: Input, context: OperationContext, validator: Validator): AnyResource {
  const codec = versionCodecs[context.fhirVersion];
  if (definition !== undefined) return made(codec.write(definition), validator);
  const stored = context.instance === undefined ? find(url, validator) : codec.write(context.instance.resource);
  return stored['snapshot'] === undefined ? made(stored, validator) : stored;
}

function find(url: string | undefined, validator: Validator): AnyResource {
  if (url === undefined) throw required("Name the definition by 'url', or send it as 'definition'");
  const found = validator.findDefinition(url);
  if (found === undefined) throw notFound(`There is no StructureDefinition '${url.slice(0, 200)}' here`);
  return found;
}

function made(definition: AnyResource, validator: Validator): AnyResource {
  if (definition['differential'] === undefined && definition['snapshot'] !== undefined) return definition;
  const { elements, messages } = validator.makeSnapshot(definition);
  if (messages.length > 0 || elements.length === 0) throw new FhirError(messages.map(issueOf), 422);
  return { ...definition, snapshot: { element: elements } };
}

function issueOf({ severity, messageId, text, element }: SnapshotMessage): Issue {
  const place = element === undefined ? '' : `.differential.element[${String(element)}]`;
  return { severity, code: 'processing', messageId, text, expression: `StructureDefinition${place}` };
}
