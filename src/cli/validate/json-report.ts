/** One JSON object for programs: a result for each resource with its OperationOutcome, and the summary; written as it comes. */
import { issuesToOutcome } from '../../fhir/issue.ts';
import type { Issue } from '../../fhir/issue.ts';
import { isError, placeOf } from './validated.ts';
import type { Report } from './validated.ts';

/** An OperationOutcome has an issue at least. */
const allOk: Issue = { severity: 'information', code: 'informational', text: 'All OK' };

/** Writes the object piece by piece. */
export function jsonReport(write: (text: string) => void): Report {
  let isFirst = true;
  write('{"results":[');
  return {
    add(validated) {
      const { subject, fhirVersion, resourceType, id, issues } = validated;
      const { file, line } = subject;
      const isValid = !issues.some(isError);
      const placed = issues.map(issue => ({ ...issue, position: placeOf(validated, issue) }));
      const outcome = issuesToOutcome(placed.length === 0 ? [allOk] : placed);
      write(
        `${isFirst ? '' : ','}\n${JSON.stringify({ file, line, fhirVersion, resourceType, id, isValid, outcome })}`,
      );
      isFirst = false;
    },
    end(summary) {
      write(`\n],"summary":${JSON.stringify(summary)}}\n`);
    },
  };
}
