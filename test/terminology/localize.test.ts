/** Messages in the client's language: complete, with the same parameters, and English wherever there is none. */
import type { AnyResource } from '../../src/fhir/model.ts';
import { localizeIssue, translationFor, translations } from '../../src/terminology/localize.ts';
import { messages } from '../../src/terminology/messages.ts';
import type { MessageKey } from '../../src/terminology/messages.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { txIssue } from '../../src/terminology/tx-issue.ts';

const parametersOf = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g))].sort();
const translated = Object.entries(translations).flatMap(([language, translation]) =>
  Object.entries(translation).map(([key, text]) => ({ language, key: key as MessageKey, text: text ?? '' })),
);

test.each(translated)('$language: $key has the parameters that English has', ({ key, text }) => {
  expect(parametersOf(text)).toEqual(parametersOf(messages[key]));
  expect(text).not.toBe(messages[key]);
});

test.each(Object.keys(translations))('%s: every message is translated', language => {
  expect(Object.keys(translations[language] ?? {}).sort()).toEqual(Object.keys(messages).sort());
});

test.each<[string | undefined, string | undefined]>([
  [undefined, undefined],
  ['de', 'de'],
  ['de-AT', 'de'],
  ['FR-ca, en;q=0.8', 'fr'],
  ['en, de;q=0.9', undefined],
  ['de;q=0.5, es;q=0.9', 'es'],
  ['ja, nl;q=0.5', 'nl'],
  ['ja', undefined],
  ['de;q=0, nl', 'nl'],
  ['*, de;q=0.5', undefined],
  ['constructor', undefined],
  ['not a language!', undefined],
])('Accept-Language %s chooses %s', (header, expected) => {
  expect(translationFor(header)).toBe(expected === undefined ? undefined : translations[expected]);
});

test('what is not translated stays English', () => {
  const issue = txIssue('MSG_DRAFT', ['http://x', 'CodeSystem']);
  expect(localizeIssue(issue, {}).text).toBe('Reference to draft CodeSystem http://x');
  expect(localizeIssue({ severity: 'error', code: 'invalid', text: 'own words' }, translations['de']).text).toBe(
    'own words',
  );
});

describe('answers and faults', () => {
  const system = 'http://example.org/CodeSystem/words';
  const codeSystem: AnyResource = {
    ...{ resourceType: 'CodeSystem', url: system, version: '1', status: 'active', content: 'complete' },
    concept: [{ code: 'a' }],
  };
  const service = createTerminologyService({ finder: { list: () => [], listAll: () => [] } });
  const german = "Unbekannter Code 'b' im CodeSystem 'http://example.org/CodeSystem/words' Version '1'";
  const english = "Unknown code 'b' in the CodeSystem 'http://example.org/CodeSystem/words' version '1'";

  test.each<[object, string]>([
    [{ acceptLanguage: 'de' }, german],
    [{ acceptLanguage: 'en' }, english],
    [{}, english],
    [{ displayLanguage: 'de' }, english],
  ])('validate-code with %j', async (asked, text) => {
    const request = { codeSystem: { url: system }, code: 'b', txResources: [codeSystem], ...asked };
    const { parameter = [] } = await service.validateCode(request);
    expect(parameter.find(({ name }) => name === 'message')?.valueString).toBe(text);
    expect(JSON.stringify(parameter)).not.toContain('template');
  });

  test('a fault that stops the work', async () => {
    const request = { system, code: 'b', txResources: [codeSystem], acceptLanguage: 'de' };
    await expect(async () => service.lookup(request)).rejects.toMatchObject({ status: 404, message: german });
    await expect(async () => service.lookup({ ...request, acceptLanguage: 'en' })).rejects.toMatchObject({
      message: english,
    });
  });
});
