/**
 * ISO 4217, codes for currencies (https://hl7.org/fhir/valueset-currencies.html), from currency-codes. Its version is
 * the day on which ISO's list was published.
 */
import { createRequire } from 'node:module';
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import type { CodeSystem, CodeSystemConcept } from '../../../fhir/model.ts';
import { listedCodeSystem } from '../listed-code-system.ts';

interface Currency {
  readonly code: string;
  readonly number: string;
  readonly digits: number;
  readonly currency: string;
}

/** ISO 4217 as a code system of a source. */
export function createIso4217(): SourcedCodeSystem {
  const require = createRequire(import.meta.url);
  const version = require('currency-codes/iso-4217-publish-date') as string;
  return listedCodeSystem(defineCurrencies(version), () =>
    (require('currency-codes/data') as readonly Currency[]).map(toConcept),
  );
}

function defineCurrencies(version: string): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    url: 'urn:iso:std:iso:4217',
    version,
    name: 'ISO4217',
    title: 'ISO 4217 Codes for the representation of currencies',
    status: 'active',
    experimental: false,
    publisher: 'ISO',
    language: 'en',
    caseSensitive: true,
    content: 'complete',
    property: [
      { code: 'numeric', type: 'code', description: "The currency's code of three digits" },
      { code: 'decimals', type: 'integer', description: 'Decimals of the smallest unit' },
    ],
  };
}

function toConcept({ code, number, digits, currency }: Currency): CodeSystemConcept {
  return {
    code,
    display: currency,
    property: [
      { code: 'numeric', valueCode: number },
      { code: 'decimals', valueInteger: digits },
    ],
  };
}
