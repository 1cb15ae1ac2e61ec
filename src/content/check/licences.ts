/**
 * Rule: what a licence does not let us give out is nowhere in the content. ICD-11 may not be changed (CC BY-ND), and maps
 * to it need the consent of WHO; of the UMLS only identifiers may be reproduced, no names.
 */
import { listRecords } from './checked-content.ts';
import type { CheckedContent, ContentFinding } from './checked-content.ts';
import { listUsedCodes } from './used-codes.ts';

const umls = 'http://terminology.hl7.org/CodeSystem/umls';

/** Findings of codes and names that may not be published. */
export function checkLicences(content: CheckedContent): ContentFinding[] {
  return listRecords(content).flatMap(({ resource, source, fhirVersion }) =>
    listUsedCodes(resource).flatMap(({ path, system, code, display }) => {
      const fault = faultOf(system, display);
      return fault === undefined ? [] : [{ file: source, path, reason: `${code} ${fault} (${fhirVersion})` }];
    }),
  );
}

function faultOf(system: string, display: string | undefined): string | undefined {
  if (/^https?:\/\/id\.who\.int\/icd\//.test(system)) return 'is of ICD-11, which may not be published so';
  return system === umls && display !== undefined
    ? 'has a name of the UMLS; only identifiers may be published'
    : undefined;
}
