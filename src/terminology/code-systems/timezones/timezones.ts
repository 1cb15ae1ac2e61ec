/**
 * IANA's time zones (https://hl7.org/fhir/valueset-timezones.html), from tzdata. A code is its own display. Names that
 * were replaced stay codes, with the one that they stand for.
 */
import { createRequire } from 'node:module';
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import type { CodeSystem, CodeSystemConcept } from '../../../fhir/model.ts';
import { listedCodeSystem } from '../listed-code-system.ts';

interface TimeZoneData {
  /** Release of IANA's database: `2026a`. */
  readonly version: string;
  /** By name: its periods, or the name of the zone that it is another name of. */
  readonly zones: Readonly<Record<string, unknown>>;
}

/** The time zones as a code system of a source. */
export function createTimeZones(): SourcedCodeSystem {
  const require = createRequire(import.meta.url);
  const { version, zones } = require('tzdata') as TimeZoneData;
  return listedCodeSystem(defineTimeZones(version), () =>
    Object.keys(zones)
      .sort()
      .map(name => toConcept(name, zones[name])),
  );
}

function defineTimeZones(version: string): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    url: 'https://www.iana.org/time-zones',
    version,
    name: 'IANATimeZones',
    title: 'IANA time zones',
    status: 'active',
    experimental: false,
    publisher: 'IANA',
    caseSensitive: true,
    content: 'complete',
    property: [{ code: 'link', type: 'code', description: 'The time zone that this is another name of' }],
  };
}

function toConcept(name: string, zone: unknown): CodeSystemConcept {
  return {
    code: name,
    display: name,
    ...(typeof zone === 'string' && { property: [{ code: 'link', valueCode: zone }] }),
  };
}
