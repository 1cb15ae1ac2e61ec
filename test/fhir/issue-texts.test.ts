import fc from 'fast-check';
import { issuesToOutcome } from '../../src/fhir/issue.ts';
import type { Issue } from '../../src/fhir/issue.ts';
import { IssueTexts } from '../../src/fhir/issue-texts.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import type { AnyResource } from '../../src/fhir/model.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '"', 'a\\b', '\u0000', '\ud800', 'é 漢'));
const issue: fc.Arbitrary<Issue> = fc
  .record(
    {
      severity: fc.constantFrom('error', 'warning', 'information'),
      code: fc.constantFrom('invalid', 'not-found', 'business-rule'),
      text,
      txType: fc.constantFrom('not-in-vs', 'status-check'),
      messageId: fc.constantFrom('MSG_DRAFT', 'Unknown_Code_in'),
      expression: text,
      diagnostics: text,
      position: fc.record({ line: fc.nat(), column: fc.nat() }),
      source: text,
    },
    { requiredKeys: ['severity', 'code', 'text'] },
  )
  .map(made => made as Issue);

test('outcomes as text are those of the model in both versions', () => {
  const texts = new IssueTexts();
  fc.assert(
    fc.property(fc.array(issue, { maxLength: 4 }), issues => {
      const model = issuesToOutcome(issues) as unknown as AnyResource;
      for (const version of ['R4', 'R5'] as const) {
        expect(texts.outcome(issues)).toBe(JSON.stringify(versionCodecs[version].write(model)));
      }
    }),
    { numRuns: 2000 },
  );
});
