/** Each error that HL7's examples are known to have carries one reviewed verdict, with the words of the specification. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Reason {
  readonly id: string;
  /** Beginnings of the names of files; none: all. */
  readonly files: readonly string[];
  readonly verdict: string;
  readonly reason: string;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join('test', 'conformance', name), 'utf8'));
}

const reasons = read('example-fault-reasons.json') as readonly Reason[];
const faults = read('example-faults.json') as Record<string, Record<string, readonly string[]>>;
const verdicts = ['fault', 'definition', 'package', 'policy', 'disputed', 'false-positive'];

function isOf({ id, files }: Reason, file: string, fault: string): boolean {
  return fault.startsWith(`${id} at `) && (files.length === 0 || files.some(start => file.startsWith(start)));
}

const entries = Object.values(faults).flatMap(byFile =>
  Object.entries(byFile).flatMap(([file, told]) => told.map(fault => ({ file, fault }))),
);

describe('known errors of examples', () => {
  it('have one reason each', () => {
    const unclear = entries.filter(({ file, fault }) => reasons.filter(one => isOf(one, file, fault)).length !== 1);
    expect(unclear).toEqual([]);
  });

  it.each(reasons)('are explained by $id $files', one => {
    expect(verdicts).toContain(one.verdict);
    expect(one.reason.length).toBeGreaterThan(30);
    expect(entries.some(({ file, fault }) => isOf(one, file, fault))).toBe(true);
  });
});
