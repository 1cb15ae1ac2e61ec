/** The engine agrees with a naive reading of the specification, and $validate-code with $expand. */
import { formatCanonical } from '../../src/fhir/canonical.ts';
import type { CodeSystem } from '../../src/fhir/model.ts';
import { expanded, isValid, sentUrl, serviceOver } from '../fixtures/laws/ask.ts';
import type { Service } from '../fixtures/laws/ask.ts';
import { listConcepts, memberOf, membersOf } from '../fixtures/laws/naive-oracle.ts';
import { holdsAlways } from '../fixtures/laws/run-law.ts';
import { valueSetOf, versionedWorld, world } from '../fixtures/laws/value-sets.ts';
import type { World } from '../fixtures/laws/value-sets.ts';

function canonicalOf({ url = '', version }: Pick<CodeSystem, 'url' | 'version'>): string {
  return formatCanonical(url, version);
}

/** Members with the versions that they are of, and the versions that the expansion was made from. */
async function versionedMembers(
  service: Service,
  { compose, codeSystems }: World,
): Promise<{ members: Set<string>; used: Set<string> }> {
  const { expansion } = await service.expand({
    valueSet: { resource: valueSetOf(sentUrl, compose) },
    excludeNested: true,
  });
  const used = (expansion?.parameter ?? [])
    .filter(({ name }) => name === 'used-codesystem')
    .map(({ valueUri = '' }) => valueUri);
  const versionOf = (system: string): string | undefined =>
    codeSystems.find(item => item.url === system && used.includes(canonicalOf(item)))?.version;
  const members = (expansion?.contains ?? []).map(({ system = '', version, code = '' }) => {
    const known = version ?? versionOf(system);
    return memberOf({ url: system, ...(known !== undefined && { version: known }) }, code);
  });
  return { members: new Set(members), used: new Set(used) };
}

jest.setTimeout(120_000);

test('an expansion has the members that the definition has, each once', () =>
  holdsAlways('engine equals oracle', world, async example => {
    const found = await expanded(serviceOver(example), example.compose, example);
    expect(found.toSorted()).toEqual([...membersOf(example.compose, example)].toSorted());
  }));

test('a code is valid exactly if the expansion has it', () =>
  holdsAlways('validate-code equals membership of the expansion', world, async example => {
    const service = serviceOver(example);
    const members = new Set(await expanded(service, example.compose, example));
    for (const codeSystem of example.codeSystems) {
      for (const { code } of listConcepts(codeSystem)) {
        const { url: system = '', version } = codeSystem;
        const coding = { system, code, ...(version !== undefined && { version }) };
        const answer = await isValid(service, example.compose, { coding, abstract: true });
        expect([coding, answer]).toEqual([coding, members.has(memberOf(codeSystem, code))]);
      }
    }
  }));

test('so it is where a code system has several versions', () =>
  holdsAlways('validate-code equals membership across versions', versionedWorld, async example => {
    const service = serviceOver(example);
    const { members, used } = await versionedMembers(service, example);
    for (const codeSystem of example.codeSystems.filter(item => used.has(canonicalOf(item)))) {
      for (const { code } of listConcepts(codeSystem)) {
        const { url: system = '', version } = codeSystem;
        const coding = { system, code, ...(version !== undefined && { version }) };
        const answer = await isValid(service, example.compose, { coding, abstract: true });
        expect([coding, answer]).toEqual([coding, members.has(memberOf(codeSystem, code))]);
      }
    }
  }));
