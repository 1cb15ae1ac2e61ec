/**
 * What every code system promises, whatever it is made of (src/contracts/code-system-provider.ts): one suite that each
 * provider runs.
 */
import type { CodeSystemProvider, ConceptId } from '../../src/contracts/code-system-provider.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';

export interface ProviderSubject {
  readonly name: string;
  /** A provider as one request gets it. */
  open(): CodeSystemProvider;
  /** Some of its codes in the form that is its own. */
  readonly codes: readonly string[];
  /** Codes that it has in another case, where case is ignored. */
  readonly otherCase?: readonly (readonly [given: string, own: string])[];
  readonly unknown: readonly string[];
  /** Properties that filters know, and that some of the codes have. */
  readonly filters?: readonly string[];
}

/** Declares the suite for one code system. */
export function describeProvider(subject: ProviderSubject): void {
  describe(`${subject.name} as a code system`, () => {
    codesRoundTrip(subject);
    conceptsAreSound(subject);
    filtersAgree(subject);
    if (subject.open().isEnumerable === false) hasNoEnd(subject);
    else hasAList(subject);
  });
}

/** Every concept of a list, or those of the subject's codes. */
function conceptsOf(provider: CodeSystemProvider, { codes }: ProviderSubject): readonly ConceptId[] {
  const named = codes.map(code => get(provider, code));
  if (provider.isEnumerable === false) return named;
  const step = Math.max(1, Math.floor(provider.size / 500));
  const sample = Array.from({ length: Math.ceil(provider.size / step) }, (_, at) => at * step);
  return [...new Set([...named, ...sample])];
}

function get(provider: CodeSystemProvider, code: string): ConceptId {
  const concept = provider.findConcept(code);
  if (concept === undefined) throw new Error(`${provider.url} has no ${code}`);
  return concept;
}

function codesRoundTrip(subject: ProviderSubject): void {
  test.each(subject.codes)('the code %p is found and given back', code => {
    const provider = subject.open();
    const concept = get(provider, code);
    expect(provider.getCode(concept)).toBe(code);
    expect(provider.findConcept(code)).toBe(concept);
  });

  test.each(subject.unknown)('the code %p is not found', code => {
    const provider = subject.open();
    const { size } = provider;
    expect(provider.findConcept(code)).toBeUndefined();
    expect(provider.size).toBe(size);
  });

  for (const [given, own] of subject.otherCase ?? []) {
    test(`the code ${given} is found as ${own}`, () => {
      const provider = subject.open();
      expect(provider.isCaseSensitive).toBe(false);
      expect(provider.getCode(get(provider, given))).toBe(own);
      expect(get(provider, given)).toBe(get(provider, own));
    });
  }

  test('ids are dense: from 0 to size - 1, each with a code of its own', () => {
    const provider = subject.open();
    for (const code of subject.codes) get(provider, code);
    const codes = new Set<string>();
    for (let concept = 0; concept < provider.size; concept++) {
      codes.add(provider.getCode(concept));
      expect(provider.findConcept(provider.getCode(concept))).toBe(concept);
    }
    expect(codes.size).toBe(provider.size);
    expect(provider.size).toBeGreaterThanOrEqual(subject.codes.length);
  });
}

function conceptsAreSound(subject: ProviderSubject): void {
  test('the definition names the code system and holds no concepts', () => {
    const { definition, url, version, content, isCaseSensitive } = subject.open();
    expect(definition).toMatchObject({ resourceType: 'CodeSystem', url, content });
    expect(definition['version']).toBe(version);
    expect(definition['caseSensitive'] !== false).toBe(isCaseSensitive);
    expect(definition).not.toHaveProperty('concept');
  });

  test('names and properties are of the form that FHIR gives them', () => {
    const provider = subject.open();
    for (const concept of conceptsOf(provider, subject)) {
      expect(provider.getDisplay(concept)).not.toBe('');
      for (const { value } of provider.getDesignations(concept)) expect(value).not.toBe('');
      for (const { code, valueType, value } of provider.getProperties(concept)) {
        expect(code).not.toBe('');
        expect(valueType).toMatch(/^value(Code|Coding|String|Integer|Boolean|DateTime|Decimal)$/);
        expect(value).toBeDefined();
      }
    }
  });

  test('subsumption is reflexive and agrees with parents and children', () => {
    const provider = subject.open();
    for (const concept of conceptsOf(provider, subject)) {
      expect(provider.subsumes(concept, concept)).toBe(true);
      for (const parent of provider.getParents(concept)) {
        expect(provider.getChildren(parent)).toContain(concept);
        expect(provider.subsumes(parent, concept)).toBe(true);
      }
      for (const child of provider.getChildren(concept)) expect(provider.getParents(child)).toContain(concept);
    }
  });

  test('a text that is in a display finds the concept, nonsense finds none', () => {
    const provider = subject.open();
    for (const code of subject.codes) {
      const concept = get(provider, code);
      const display = provider.getDisplay(concept);
      if (display !== undefined) expect(provider.search(display).has(concept)).toBe(true);
    }
    expect(provider.search('xqzzyv wqqk').size).toBe(0);
  });
}

function passes(provider: CodeSystemProvider, property: string, [op, value]: readonly [string, string]) {
  return (concept: ConceptId): boolean => {
    const filter = { property, op, value };
    return provider.passesFilter?.(filter, concept) ?? provider.filter(filter).has(concept);
  };
}

function filtersAgree(subject: ProviderSubject): void {
  test.each(subject.filters ?? [])('filters on %s agree with its values', property => {
    const provider = subject.open();
    const values = new Map(
      conceptsOf(provider, subject).map(concept => [concept, valuesOf(provider, concept, property)]),
    );
    const all = new Set([...values.values()].flat());
    expect(all.size).toBeGreaterThan(0);
    for (const value of [...all].slice(0, 20)) {
      const having = [...values].filter(([, own]) => own.includes(value)).map(([concept]) => concept);
      const lacking = [...values.keys()].filter(concept => !having.includes(concept));
      expect(having.filter(passes(provider, property, ['=', value]))).toEqual(having);
      expect(lacking.filter(passes(provider, property, ['=', value]))).toEqual([]);
    }
  });

  test.each<[string, string, string]>([
    ['an unknown property', 'no-such-property', '='],
    ['an unknown operator', 'code', 'no-such-operator'],
  ])('%s is refused by name', (_name, property, op) => {
    const provider = subject.open();
    const concept = get(provider, subject.codes[0] ?? '');
    const attempt = () => passes(provider, property, [op, 'x'])(concept);
    expect(attempt).toThrow(FhirError);
    expect(attempt).toThrow(property === 'code' ? op : property);
  });
}

function valuesOf(provider: CodeSystemProvider, concept: ConceptId, property: string): readonly string[] {
  if (property === 'code') return [provider.getCode(concept)];
  const properties = provider.getProperties(concept).filter(({ code }) => code === property);
  return properties.map(({ value }) => String((value as { readonly code?: string }).code ?? value));
}

function hasAList({ open, codes }: ProviderSubject): void {
  test('all concepts are listed in ascending order, and no other', () => {
    const provider = open();
    const all = provider.all();
    expect(all.size).toBe(provider.size);
    expect([...all]).toEqual(Array.from({ length: provider.size }, (_, at) => at));
    for (const code of codes) expect(all.has(get(provider, code))).toBe(true);
    expect(all.has(provider.size)).toBe(false);
  });

  test('the code filter finds the code alone, is-a at least the code', () => {
    const provider = open();
    for (const value of codes) {
      const concept = get(provider, value);
      expect([...provider.filter({ property: 'code', op: '=', value })]).toEqual([concept]);
      expect(provider.filter({ property: 'concept', op: 'is-a', value }).has(concept)).toBe(true);
    }
  });
}

function hasNoEnd({ open, codes }: ProviderSubject): void {
  test('all concepts, or all that pass a filter, are too costly', () => {
    const provider = open();
    const filter = { property: 'code', op: '=', value: codes[0] ?? '' };
    for (const attempt of [() => provider.all(), () => provider.filter(filter)]) {
      expect(attempt).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ code: 'too-costly' })] }));
    }
  });

  test('each request has ids of its own, and the definition says that codes are composed', () => {
    const [one, other] = [open(), open()];
    codes.forEach(code => one.findConcept(code));
    expect([one.size, other.size]).toEqual([codes.length, 0]);
    expect(one.definition['compositional']).toBe(true);
  });
}
