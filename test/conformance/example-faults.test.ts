/** Each error that HL7's examples are known to have carries one reviewed verdict; the documentation counts them. */
import { readFileSync } from 'node:fs';
import { countVerdicts, isReasonFor, readList, verdicts } from './example-faults.ts';
import type { Faults, FaultsByVersion, Reason } from './example-faults.ts';

const reasons = readList('example-fault-reasons.json') as readonly Reason[];
const faults = readList('example-faults.json') as FaultsByVersion;

const entries = Object.values(faults).flatMap(byFile =>
  Object.entries(byFile).flatMap(([file, told]) => told.map(fault => ({ file, fault }))),
);

const withoutGenerated: Faults = Object.fromEntries(
  Object.entries(faults.R5).filter(([file]) => !file.startsWith('Questionnaire-qgen-')),
);

describe('known errors of examples', () => {
  it('have one reason each', () => {
    const unclear = entries.filter(
      ({ file, fault }) => reasons.filter(one => isReasonFor(one, file, fault)).length !== 1,
    );
    expect(unclear).toEqual([]);
  });

  it.each(reasons)('are explained by $id $says', one => {
    expect(verdicts).toContain(one.verdict);
    expect(['same', 'silent', 'not checked']).toContain(one.hl7);
    expect(one.says.length).toBeGreaterThan(4);
    expect(one.reason.length).toBeGreaterThan(30);
    for (const name of one.files) {
      expect(entries.some(({ file, fault }) => file.startsWith(name) && isReasonFor(one, file, fault))).toBe(true);
    }
  });

  it.each([
    ['another invariant', 'http___hl7_org_fhir_StructureDefinition_ at Medication.identifier: ref-1: x'],
    ['another element', 'http___hl7_org_fhir_StructureDefinition_ at Medication.code: ele-1: x'],
    ['another message', 'Extension_EXT_Unknown_NotHere at Medication.identifier: ele-1: x'],
  ])('do not explain %s of the same file', (_what, fault) => {
    expect(reasons.some(one => isReasonFor(one, 'Medication-med0301.json', fault))).toBe(false);
  });

  it('are counted in docs/validate.md as they are', () => {
    const rows = readFileSync('docs/validate.md', 'utf8').matchAll(/^\| `([a-z][\w-]+)` .*$/gm);
    const told = [...rows].map(([row, verdict]) => [
      verdict,
      ...[...row.matchAll(/\| (\d+) \(/g)].map(([, count]) => Number(count)),
    ]);
    const counted = [faults.R4, faults.R5, withoutGenerated].map(one => countVerdicts(one, reasons));
    expect(told).toEqual(verdicts.map(verdict => [verdict, ...counted.map(one => one.get(verdict))]));
  });
});
