/**
 * ISO 3166, codes for countries (https://hl7.org/fhir/valueset-country.html) and their subdivisions. Part 1 has three
 * codes for each country: two letters, three letters, and three digits. Codes and English names are from iso-3166, names
 * in other languages from i18n-iso-countries.
 */
import { createRequire } from 'node:module';
import { iso31661 } from 'iso-3166/1.js';
import { iso31662 } from 'iso-3166/2.js';
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import type { CodeSystem, CodeSystemConcept, CodeSystemConceptDesignation } from '../../../fhir/model.ts';
import { listedCodeSystem } from '../listed-code-system.ts';

const publisher = 'ISO';

const countries: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'urn:iso:std:iso:3166',
  name: 'ISO3166Part1',
  title: 'ISO 3166-1 Codes for the representation of names of countries',
  status: 'active',
  experimental: false,
  publisher,
  language: 'en',
  caseSensitive: true,
  content: 'complete',
  property: [
    { code: 'alpha-2', type: 'code', description: "The country's code of two letters" },
    { code: 'alpha-3', type: 'code', description: "The country's code of three letters" },
    { code: 'numeric', type: 'code', description: "The country's code of three digits" },
  ],
};

const subdivisions: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'urn:iso:std:iso:3166:-2',
  name: 'ISO3166Part2',
  title: 'ISO 3166-2 Country subdivision code',
  status: 'active',
  experimental: false,
  publisher,
  caseSensitive: true,
  hierarchyMeaning: 'part-of',
  content: 'complete',
  property: [
    { code: 'country', type: 'code', description: 'The country in ISO 3166-1, two letters' },
    {
      code: 'parent',
      uri: 'http://hl7.org/fhir/concept-properties#parent',
      type: 'code',
      description: 'The subdivision that it is a part of',
    },
  ],
};

/** The official languages of the United Nations, and those of Calx's users beside them. */
const languages = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pt', 'ru', 'zh'] as const;

/** Both parts as code systems of a source. */
export function createIso3166(): readonly SourcedCodeSystem[] {
  return [listedCodeSystem(countries, readCountries), listedCodeSystem(subdivisions, readSubdivisions)];
}

type Country = (typeof iso31661)[number];

/** All codes of two letters, then all of three, then all of digits. */
function readCountries(): readonly CodeSystemConcept[] {
  const designations = new Map(iso31661.map(country => [country, [withArticle(country)]]));
  for (const language of languages) addNames(designations, language);
  return (['alpha2', 'alpha3', 'numeric'] as const).flatMap(form =>
    iso31661.map(country => ({
      code: country[form],
      display: country.name,
      designation: designations.get(country) ?? [],
      property: [
        { code: 'alpha-2', valueCode: country.alpha2 },
        { code: 'alpha-3', valueCode: country.alpha3 },
        { code: 'numeric', valueCode: country.numeric },
      ],
    })),
  );
}

/** ISO writes its short names with an article behind, where English has one: `Netherlands (the)`. */
function withArticle({ name }: Country): CodeSystemConceptDesignation {
  return { language: 'en', value: `${name} (the)` };
}

function addNames(
  designations: ReadonlyMap<Country, CodeSystemConceptDesignation[]>,
  language: (typeof languages)[number],
): void {
  const require = createRequire(import.meta.url);
  const file = require(`i18n-iso-countries/langs/${language}.json`) as {
    readonly countries: Readonly<Record<string, string | readonly string[]>>;
  };
  for (const [country, list] of designations) {
    for (const value of [file.countries[country.alpha2] ?? []].flat()) list.push({ language, value });
  }
}

/** Subdivisions of subdivisions name them; those of a country name the country in a property of its own. */
function readSubdivisions(): readonly CodeSystemConcept[] {
  return iso31662.map(({ code, name, parent }) => ({
    code,
    display: name,
    property: [
      { code: 'country', valueCode: code.slice(0, 2) },
      ...(parent.includes('-') ? [{ code: 'parent', valueCode: parent }] : []),
    ],
  }));
}
