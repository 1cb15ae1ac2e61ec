import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../src/config.ts';

describe('readConfig', () => {
  test('gives the documented defaults', () => {
    expect(readConfig({}, {})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      content: [],
      logLevel: 'info',
      baseUrl: undefined,
    });
  });

  test('takes PORT from the environment, and a flag before it', () => {
    expect(readConfig({}, { PORT: '9000' }).port).toBe(9000);
    expect(readConfig({ port: '9001' }, { PORT: '9000' }).port).toBe(9001);
  });

  test('takes a content folder and drops the slash at the end of a base URL', () => {
    const folder = mkdtempSync(join(tmpdir(), 'calx-config-'));
    const config = readConfig({ content: [folder], baseUrl: 'https://tx.example.org/calx/' }, {});
    expect(config.content).toEqual([folder]);
    expect(config.baseUrl).toBe('https://tx.example.org/calx');
  });

  test.each([
    ['a port that is no number', { port: 'http' }, /--port/],
    ['a port past the range', { port: '65536' }, /--port/],
    ['a negative port', { port: '-1' }, /--port/],
    ['a host with a path', { host: 'localhost/r4' }, /--host/],
    ['an empty host', { host: '' }, /--host/],
    ['a content folder that is not there', { content: ['/no/such/folder'] }, /no such folder/],
    ['an unknown log level', { logLevel: 'loud' }, /--log-level/],
    ['a base URL of another scheme', { baseUrl: 'ftp://example.org' }, /--base-url/],
    ['a base URL with a query', { baseUrl: 'https://example.org/?a=b' }, /--base-url/],
  ])('refuses %s in one line', (_, settings, message) => {
    expect(() => readConfig(settings, {})).toThrow(ConfigError);
    expect(() => readConfig(settings, {})).toThrow(message);
  });

  test('refuses a content file that is no package', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'calx-config-')), 'a.json');
    writeFileSync(file, '{}');
    expect(() => readConfig({ content: [file] }, {})).toThrow(/folder or a FHIR package/);
  });
});
