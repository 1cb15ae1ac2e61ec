/** A compiled code system, written to a file and opened again, answers to the letter as its CodeSystem resource does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CodeSystemProvider, ConceptFilter, ConceptId } from '../../../../src/contracts/code-system-provider.ts';
import type { SourcedCodeSystem } from '../../../../src/contracts/code-system-source.ts';
import { FhirError } from '../../../../src/fhir/fhir-error.ts';
import type { CodeSystem } from '../../../../src/fhir/model.ts';
import { openCodeSystemFile } from '../../../../src/store/code-system-file/open-code-system-file.ts';
import { writeCodeSystemFile } from '../../../../src/store/code-system-file/write-code-system-file.ts';
import { CompiledCodeSystem } from '../../../../src/terminology/code-systems/compiled/compiled-code-system.ts';
import { FhirResourceCodeSystem } from '../../../../src/terminology/code-systems/fhir-resource/fhir-resource-code-system.ts';
import { createTerminologyService } from '../../../../src/terminology/terminology-service.ts';
import { compile } from '../../../fixtures/terminology/compile.ts';
import {
  codeSystems,
  generatedCodes,
  generatedProperties,
  generatedUrl,
  phrase,
} from '../../../fixtures/terminology/generated-code-systems.ts';
import { finderOf, sent } from '../../../fixtures/terminology/mineral-codes.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const folder = mkdtempSync(join(tmpdir(), 'calx-compiled-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function reopened(codeSystem: CodeSystem): Promise<CompiledCodeSystem> {
  const path = join(folder, 'generated.calxcs');
  writeCodeSystemFile(path, compile(codeSystem).tables);
  return new CompiledCodeSystem((await openCodeSystemFile(path)).tables);
}

/** All that a provider says of its concepts. */
function said(provider: CodeSystemProvider): unknown {
  const ids = Array.from({ length: provider.size }, (_, id) => id);
  const { url, version, definition, content, isCaseSensitive, supplements, properties, hasSubsumption } = provider;
  return {
    facts: { url, version, definition, content, isCaseSensitive, supplements, properties, hasSubsumption },
    found: generatedCodes.flatMap(code =>
      [code, code.toUpperCase(), `${code}.`].map(text => provider.findConcept(text)),
    ),
    all: [...provider.all()],
    flagged: [[...(provider.flagged?.('abstract') ?? [])], [...(provider.flagged?.('inactive') ?? [])]],
    concepts: ids.map(id => saidOf(provider, id)),
    below: ids.map(above => ids.filter(id => provider.subsumes(above, id))),
  };
}

function saidOf(provider: CodeSystemProvider, id: ConceptId): unknown {
  return {
    code: provider.getCode(id),
    display: provider.getDisplay(id),
    definition: provider.getDefinition(id),
    designations: provider.getDesignations(id),
    properties: provider.getProperties(id),
    extensions: provider.getExtensions(id),
    flags: [provider.isAbstract(id), provider.isInactive(id), provider.getStatus(id)],
    parents: provider.getParents(id),
    children: provider.getChildren(id),
    nestedIn: provider.getNestedIn?.(id),
  };
}

/** What comes of it, or with which status and text it is refused. */
function outcome(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof FhirError) return `${error.status} ${error.message}`;
    throw error;
  }
}

const operators = '= is-a descendent-of is-not-a regex in not-in generalizes child-of descendent-leaf exists like';
const properties = ['concept', 'code', 'display', 'definition', 'designation', 'parent', 'child', 'inactive'];
const value = fc.oneof(
  fc.constantFrom(...generatedCodes),
  phrase,
  fc.constantFrom(
    'true',
    'false',
    '1',
    '0.5',
    'hip',
    'retired',
    '2020',
    'a, k',
    'knee,hip',
    '',
    '.*o.*',
    '[a-k]+',
    '(',
  ),
);
const filter: fc.Arbitrary<ConceptFilter> = fc.record({
  property: fc.constantFrom(...properties, ...generatedProperties, 'unused', 'notSelectable', 'nothing'),
  op: fc.constantFrom(...operators.split(' ')),
  value,
});

test(`methods, filters and searches agree (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(codeSystems, fc.array(filter, { maxLength: 12 }), phrase, async (codeSystem, filters, text) => {
      const [plain, compiled] = [FhirResourceCodeSystem.from(codeSystem), await reopened(codeSystem)];
      expect(said(compiled)).toEqual(said(plain));
      for (const words of [text, text.slice(0, 2), '']) {
        expect([...compiled.search(words)]).toEqual([...plain.search(words)]);
      }
      for (const one of filters) {
        const passing = outcome(() => [...plain.filter(one)]);
        expect([one, outcome(() => [...compiled.filter(one)])]).toEqual([one, passing]);
        for (const provider of [plain, compiled]) {
          const alone = outcome(() => [...plain.all()].filter(id => provider.passesFilter(one, id)));
          expect([one, alone]).toEqual([one, passing]);
        }
      }
    }),
    { numRuns: 1000, seed },
  );
});

function sourced(codeSystem: CodeSystem, provider: CompiledCodeSystem): SourcedCodeSystem {
  const { version } = codeSystem;
  const definition = provider.definition as unknown as CodeSystem;
  return { cacheKey: 'generated', url: generatedUrl, version, content: 'complete', definition, open: () => provider };
}

test(`expansions and lookups agree (seed ${seed})`, async () => {
  const filters = fc.array(filter, { maxLength: 2 });
  const page = fc.record({ count: fc.nat(6), offset: fc.nat(4) }, { requiredKeys: [] });
  const more = fc.record(
    { filter: phrase, activeOnly: fc.boolean(), excludeNotForUI: fc.boolean(), property: fc.constant(['*', 'parent']) },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(codeSystems, filters, page, more, async (codeSystem, chosen, paging, asked) => {
      const compiled = await reopened(codeSystem);
      const source = { list: () => [sourced(codeSystem, compiled)], listAll: () => [sourced(codeSystem, compiled)] };
      const services = [
        createTerminologyService({ finder: finderOf(codeSystem) }),
        createTerminologyService({ finder: finderOf(), codeSystemSources: [source] }),
      ];
      const filter = chosen as { property: string; op: '='; value: string }[];
      const valueSet = sent({ include: [{ system: generatedUrl, ...(filter.length > 0 && { filter }) }] });
      const request = { valueSet, includeDesignations: true, ...paging, ...asked };
      const answers = await Promise.all(
        services.map(async service => {
          const { expansion } = await service.expand(request).catch(refusal);
          const code = generatedCodes[chosen.length] ?? '';
          const looking = async () => service.lookup({ code, system: generatedUrl, property: ['*'] });
          const found = await looking().catch(refusal);
          return { ...expansion, identifier: '', timestamp: '', found };
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
    }),
    { numRuns: 1000, seed },
  );
});

function refusal(error: unknown): { readonly expansion?: { readonly refused: string } } {
  if (error instanceof FhirError) return { expansion: { refused: `${error.status} ${error.message}` } };
  throw error;
}
