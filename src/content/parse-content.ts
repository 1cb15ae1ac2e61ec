/** The text of one content file as a resource, or the reason why it is none. */
import { isResource, parseJson } from '../fhir/formats/json.ts';
import type { AuthoredResource, ContentFault } from './content-record.ts';

export type ParsedResource = { readonly parsed: AuthoredResource } | { readonly fault: ContentFault };

/** Reads JSON text as a resource; never throws. */
export function parseContent(text: string, file: string, form: AuthoredResource['form']): ParsedResource {
  try {
    const value = parseJson(text);
    if (isResource(value)) return { parsed: { resource: value, form, file } };
    return { fault: { file, path: '', reason: 'is not a resource: it is no JSON object with a resourceType' } };
  } catch (error) {
    return { fault: { file, path: '', reason: messageOf(error) } };
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
