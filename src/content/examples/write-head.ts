/** What every resource of an example begins with: it says that it is test data, and what it is in words. */
import type { AnyResource } from '../../fhir/model.ts';
import { division, paragraph } from '../narrative/xhtml.ts';

export interface Head {
  readonly resourceType: string;
  readonly id: string;
  readonly profile?: string;
  /** The narrative. */
  readonly words: string;
}

/** Health data that is no patient's (https://terminology.hl7.org/CodeSystem-v3-ActReason.html). */
const testData = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
};

/** The beginning of a resource. */
export function headOf({ resourceType, id, profile, words }: Head): AnyResource {
  return {
    resourceType,
    id,
    meta: { ...(profile !== undefined && { profile: [profile] }), security: [testData] },
    text: { status: 'generated', div: division(paragraph(`Synthetic, not a person: ${words}`)) },
  };
}

/** A Bundle has no narrative. */
export function bundleHead(id: string): AnyResource {
  return { resourceType: 'Bundle', id, meta: { security: [testData] } };
}
