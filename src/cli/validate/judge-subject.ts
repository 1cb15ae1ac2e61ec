/** Judges one text: reads it in its format and version, and asks the validator of that version. */
import type { Engines } from '../../engines.ts';
import { FhirError } from '../../fhir/fhir-error.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { ValidationPolicies } from '../../validation/policies.ts';
import { readJsonSource } from '../../validation/source/read-json-source.ts';
import { readXmlSource } from '../../validation/source/read-xml-source.ts';
import type { Source } from '../../validation/source/source.ts';
import { guessVersion } from './guess-version.ts';
import type { Subject } from './read-subjects.ts';
import type { Validated } from './validated.ts';

export interface JudgeOptions {
  readonly engines: Engines;
  /** Undefined where it is to be guessed. */
  readonly fhirVersion: FhirVersion | undefined;
  readonly profiles: readonly string[];
  readonly policies: Partial<ValidationPolicies>;
}

/** What was found; undefined where the text is JSON but no resource, and only `resourcesOnly` are wanted. */
export async function judgeSubject(
  subject: Subject,
  options: JudgeOptions,
  resourcesOnly: boolean,
): Promise<Validated | undefined> {
  const unread = { subject, fhirVersion: options.fhirVersion ?? 'R4', resourceType: undefined, id: undefined } as const;
  try {
    const { source, fhirVersion } = readSubject(subject, options);
    const value = treeOf(source.value);
    const resourceType = textOf(value?.['resourceType']);
    if (resourceType === undefined && resourcesOnly) return undefined;
    const { validator } = options.engines.versions[fhirVersion];
    const { profiles, policies } = options;
    const issues = await validator.validate({ source, value: value ?? {}, profiles, policies });
    return { subject, fhirVersion, resourceType, id: textOf(value?.['id']), issues };
  } catch (error) {
    if (error instanceof FhirError) return { ...unread, issues: error.issues.map(withoutPlace) };
    throw error;
  }
}

/** The place is told beside the text, and counts from the start of the file. */
function withoutPlace(issue: Issue): Issue {
  return { ...issue, text: issue.text.replace(/ at line \d+, column \d+/, '') };
}

interface Read {
  readonly source: Source;
  readonly fhirVersion: FhirVersion;
}

function readSubject({ text, format }: Subject, { engines, fhirVersion }: JudgeOptions): Read {
  const { R4, R5 } = engines.versions;
  if (format === 'json') {
    const source = readJsonSource(text);
    const shapes = { R4: R4.shapes, R5: R5.shapes };
    return { source, fhirVersion: fhirVersion ?? guessVersion(treeOf(source.value) ?? {}, shapes) };
  }
  const readAs = (version: FhirVersion): Read => ({
    source: readXmlSource(text, engines.versions[version].shapes),
    fhirVersion: version,
  });
  if (fhirVersion !== undefined) return readAs(fhirVersion);
  // XML is read by a version's elements: the version that has fewer faults with it is meant.
  const [asR4, asR5] = [readAs('R4'), readAs('R5')];
  return asR5.source.faults.length < asR4.source.faults.length ? asR5 : asR4;
}

function treeOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isTree = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isTree ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
