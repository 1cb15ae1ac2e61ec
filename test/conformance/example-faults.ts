/** Errors that HL7's examples are known to have, and the reviewed verdict on each, with the words of the specification. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';

/** `message id at path: text`, by file; without indexes, and cut off. */
export type Faults = Readonly<Record<string, readonly string[]>>;

export interface Reason {
  readonly id: string;
  /** How the text begins: an invariant's key, or words. */
  readonly says: string;
  /** Paths; items in items and actions in actions are written once. */
  readonly elements: readonly string[];
  /** Names of files; one that ends in a hyphen stands for all that begin so. */
  readonly files: readonly string[];
  readonly verdict: string;
  /** What HL7's Java validator 6.9.4 says of it, without a terminology server. */
  readonly hl7: 'same' | 'silent' | 'not checked';
  readonly reason: string;
}

/** From the most to the least that speaks against a file; one counts by its first. */
export const verdicts = ['false-positive', 'fault', 'package', 'policy', 'disputed'] as const;

const longest = 240;

/** An error as the list has it. */
export function faultText(id: string, expression: string, text: string): string {
  const path = expression.replace(/\[\d+\]|\/\*.*?\*\//g, '');
  return `${id} at ${path}: ${text.replace(/\s+/g, ' ')}`.slice(0, longest).trimEnd();
}

/** One of the two lists beside this file. */
export function readList(name: string): unknown {
  return JSON.parse(readFileSync(join('test', 'conformance', name), 'utf8'));
}

/** Whether a reason is about an error of a file. */
export function isReasonFor({ id, says, elements, files }: Reason, file: string, fault: string): boolean {
  const [, toldId = '', path = '', text = ''] = /^(\S+) at (.*?): (.*)$/.exec(fault) ?? [];
  const element = path.replace(/(?:\.(item|action))+/g, '.$1');
  const isFile = files.some(name => (name.endsWith('-') ? file.startsWith(name) : file === name));
  return toldId === id && isFile && elements.includes(element) && text.startsWith(says);
}

/** How many files there are of each verdict. */
export function countVerdicts(faults: Faults, reasons: readonly Reason[]): ReadonlyMap<string, number> {
  const worst = Object.entries(faults).map(([file, told]) => {
    const found = told.map(fault => reasons.find(one => isReasonFor(one, file, fault))?.verdict ?? 'false-positive');
    return verdicts.find(verdict => found.includes(verdict));
  });
  return new Map(verdicts.map(verdict => [verdict, worst.filter(one => one === verdict).length]));
}

export type FaultsByVersion = Readonly<Record<FhirVersion, Faults>>;
