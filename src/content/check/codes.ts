/**
 * Rule: each code has the form of its system, and where the system is ours or a fragment of ours, exists in it with
 * the same display.
 */
import { listRecords, perVersion } from './checked-content.ts';
import type { CheckedContent, ContentFinding, ExaminedRecord } from './checked-content.ts';
import { codeForms } from './check-digits.ts';
import { listDefinedCodes, listUsedCodes } from './used-codes.ts';
import type { UsedCode } from './used-codes.ts';

/** Findings about codes that are used or defined. */
export function checkCodes(content: CheckedContent): ContentFinding[] {
  const defined = perVersion(content, definedDisplays);
  return listRecords(content).flatMap(record => {
    const systems = defined[record.fhirVersion];
    const used = listUsedCodes(record.resource);
    const all = [...used, ...listDefinedCodes(record.resource)];
    return [
      ...all.flatMap(code => formFinding(record, code)),
      ...used.flatMap(code => membershipFinding(record, code, systems)),
    ];
  });
}

type DisplaysBySystem = ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;

function definedDisplays(records: CheckedContent['records']['R5']): DisplaysBySystem {
  const systems = new Map<string, Map<string, string | undefined>>();
  for (const { system, code, display } of records.flatMap(({ resource }) => listDefinedCodes(resource))) {
    const displays = systems.get(system) ?? new Map<string, string | undefined>();
    systems.set(system, displays.set(code, display));
  }
  return systems;
}

function formFinding(record: ExaminedRecord, used: UsedCode): ContentFinding[] {
  const form = codeForms.get(used.system);
  return form === undefined || form.holds(used.code) ? [] : [finding(record, used, `is not ${form.name}`)];
}

function membershipFinding(record: ExaminedRecord, used: UsedCode, systems: DisplaysBySystem): ContentFinding[] {
  const displays = systems.get(used.system);
  if (displays === undefined) return [];
  if (!displays.has(used.code)) return [finding(record, used, `is not in our ${used.system}`)];
  const display = displays.get(used.code);
  if (used.display === display) return [];
  return [finding(record, used, `has display '${used.display ?? ''}'; its code system says '${display ?? ''}'`)];
}

function finding({ source, fhirVersion }: ExaminedRecord, { path, code }: UsedCode, reason: string): ContentFinding {
  return { file: source, path, reason: `code ${code} ${reason} (${fhirVersion})` };
}
