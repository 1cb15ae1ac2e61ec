/** What `$validate` is to judge, out of the body's text: the body itself, or the resource in Parameters. */
import { invalid } from '../fhir/fhir-error.ts';
import { isResource } from '../fhir/formats/json.ts';
import type { AnyResource } from '../fhir/model.ts';
import { readJsonSource } from '../validation/source/read-json-source.ts';
import { readXmlSource } from '../validation/source/read-xml-source.ts';
import type { Pointer, Source } from '../validation/source/source.ts';
import { decodeRows, receivedFrom } from './decode-input.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { validateRows } from './validate-rows.ts';

export interface ValidateSubject {
  readonly source: Source;
  readonly pointer: Pointer;
  readonly value: Readonly<Record<string, unknown>>;
  /** Parameters that stood beside it. */
  readonly input: InputOf<typeof validateRows>;
  readonly resources: readonly AnyResource[];
}

/** Names of parameters that carry resources: they stay as they came. */
const carrying: ReadonlySet<string> = new Set(['resource', 'tx-resource']);

/** The subject in the body; undefined where there is none. Throws (400) where the body can't be read at all. */
export function readSubject(context: OperationContext): ValidateSubject | undefined {
  const { body } = context;
  if (body === undefined) return undefined;
  const source = body.format === 'xml' ? readXmlSource(body.text, body.shapes) : readJsonSource(body.text);
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('The body must be one FHIR resource: a JSON object');
  }
  const tree = value as Readonly<Record<string, unknown>>;
  const parameters = tree['resourceType'] === 'Parameters' ? tree['parameter'] : undefined;
  if (!isCall(parameters, context.urlType)) return { source, pointer: [], value: tree, input: {}, resources: [] };
  return subjectOf(source, parameters, context);
}

/** Parameters that are judged themselves have no resource to judge among them; at `/Parameters` that is Parameters too. */
function isCall(
  parameters: unknown,
  urlType: string | undefined,
): parameters is readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(parameters)) return false;
  return parameters.some((item: { readonly name?: unknown; readonly resource?: unknown } | null) => {
    if (item?.name !== 'resource' || typeof item.resource !== 'object' || item.resource === null)
      return item?.name === 'mode';
    return urlType !== 'Parameters' || (item.resource as AnyResource).resourceType === 'Parameters';
  });
}

function subjectOf(
  source: Source,
  parameters: readonly Readonly<Record<string, unknown>>[],
  context: OperationContext,
): ValidateSubject | undefined {
  const plain = parameters.filter(({ name }) => !carrying.has(String(name)));
  const input = decodeRows(validateRows, receivedFrom(plain, 'Parameters.parameter'), context);
  const index = parameters.findIndex(({ name }) => name === 'resource');
  const subject = parameters[index]?.['resource'];
  const resources = parameters.flatMap(({ name, resource }) =>
    name === 'tx-resource' && isResource(resource) ? [resource] : [],
  );
  if (typeof subject !== 'object' || subject === null || Array.isArray(subject)) {
    return input.mode === 'delete' ? { source, pointer: [], value: {}, input, resources } : undefined;
  }
  const pointer = ['parameter', index, 'resource'];
  return { source, pointer, value: subject as Readonly<Record<string, unknown>>, input, resources };
}
