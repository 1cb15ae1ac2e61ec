/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), which code hosts and editors show
 * beside the lines of a file. Results are written as they come; the rules that they name stand at the end.
 */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Issue, IssueSeverity } from '../../fhir/issue.ts';
import { placeOf } from './validated.ts';
import type { Report, Validated } from './validated.ts';

const levels: Readonly<Record<IssueSeverity, 'error' | 'warning' | 'note'>> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'note',
};

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Writes the log piece by piece; `version` is that of Calx. */
export function sarifReport(write: (text: string) => void, version: string): Report {
  const rules = new Map<string, number>();
  let isFirst = true;
  write(`{"version":"2.1.0","$schema":"${schema}","runs":[{"columnKind":"utf16CodeUnits","results":[`);
  return {
    add(validated) {
      for (const issue of validated.issues) {
        write(`${isFirst ? '' : ','}\n${JSON.stringify(toResult(validated, issue, rules))}`);
        isFirst = false;
      }
    },
    end() {
      const driver = { name: 'Calx', version, rules: [...rules.keys()].map(id => ({ id })) };
      write(`\n],"tool":{"driver":${JSON.stringify(driver)}}}]}\n`);
    },
  };
}

function toResult(validated: Validated, issue: Issue, rules: Map<string, number>): object {
  const ruleId = issue.messageId ?? issue.code;
  const ruleIndex = rules.get(ruleId) ?? rules.size;
  rules.set(ruleId, ruleIndex);
  const { line: startLine, column: startColumn } = placeOf(validated, issue);
  const physicalLocation = {
    artifactLocation: { uri: uriOf(validated.subject.file) },
    region: { startLine, startColumn },
  };
  const { expression } = issue;
  const logicalLocations = expression === undefined ? [] : [{ fullyQualifiedName: expression }];
  return {
    ruleId,
    ruleIndex,
    level: levels[issue.severity],
    message: { text: issue.text },
    locations: [{ physicalLocation, ...(logicalLocations.length > 0 && { logicalLocations }) }],
  };
}

/** Relative to where the command was run, as code hosts want it. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
