/** The code systems that Calx knows by their grammars and registries, without a resource that lists them. */
import type { CodeSystemSource } from '../../contracts/code-system-source.ts';
import { createBcp47 } from './bcp47/bcp47.ts';
import { createIso3166 } from './iso3166/iso3166.ts';
import { createIso4217 } from './iso4217/iso4217.ts';
import { createM49 } from './m49/m49.ts';
import { createMediaTypes } from './media-types/media-types.ts';
import { createTimeZones } from './timezones/timezones.ts';
import { createUcum } from './ucum/ucum.ts';
import { createUris } from './uri/uri.ts';

/** A source of all of them. Their tables are read when a code of theirs is first asked for. */
export function createRegisteredCodeSystems(): CodeSystemSource {
  const systems = [
    ...[createUcum(), createBcp47(), createMediaTypes(), createUris()],
    ...[...createIso3166(), createIso4217(), createM49(), createTimeZones()],
  ];
  return { list: url => systems.filter(system => system.url === url), listAll: () => systems };
}
