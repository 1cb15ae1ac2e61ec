/** What `calx validate` found in one resource. */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { Issue, IssueSeverity } from '../../fhir/issue.ts';
import type { Subject } from './read-subjects.ts';

export interface Validated {
  readonly subject: Subject;
  readonly fhirVersion: FhirVersion;
  readonly resourceType: string | undefined;
  readonly id: string | undefined;
  readonly issues: readonly Issue[];
}

export interface Summary {
  readonly resources: number;
  readonly withErrors: number;
  readonly errors: number;
  readonly warnings: number;
  /** JSON files of folders that are no resources. */
  readonly passedOver: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Highest memory of the process, in MB. */
  readonly peakMemory: number;
}

/** What a way of reporting does; it writes as results come, so that none are kept. */
export interface Report {
  add(validated: Validated): void;
  end(summary: Summary): void;
}

/** Whether it is an error of the resource. */
export function isError({ severity }: { readonly severity: IssueSeverity }): boolean {
  return severity === 'error' || severity === 'fatal';
}

/** Place of an issue in its file, from 1. */
export function placeOf(
  { subject }: Validated,
  { position }: Issue,
): { readonly line: number; readonly column: number } {
  return { line: subject.line + (position?.line ?? 1) - 1, column: position?.column ?? 1 };
}

const severities: readonly IssueSeverity[] = ['fatal', 'error', 'warning', 'information'];

/** The report without issues below the severity; the summary counts them all. */
export function fromLevel(report: Report, level: IssueSeverity): Report {
  const shown = new Set(severities.slice(0, severities.indexOf(level) + 1));
  return {
    add(validated) {
      report.add({ ...validated, issues: validated.issues.filter(({ severity }) => shown.has(severity)) });
    },
    end(summary) {
      report.end(summary);
    },
  };
}
