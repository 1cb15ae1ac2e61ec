import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, settleConfig } from '../src/config.ts';
import type { ServeConfig } from '../src/config.ts';

function readConfig(flags: object, environment: Record<string, string> = {}): ServeConfig {
  return settleConfig({ flags, environment }).config;
}

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'calx-config-')), 'calx.json');
  writeFileSync(file, text);
  return file;
}

describe('settleConfig', () => {
  test('gives the documented defaults', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      content: [],
      codeSystems: '.calx/code-systems',
      logLevel: 'info',
      baseUrl: undefined,
      trustProxy: undefined,
      adminPort: undefined,
      adminHost: '127.0.0.1',
      workers: 1,
      maxRequests: 256,
      maxLag: 1500,
      requestTimeout: 30,
      answerCache: 32,
      hotPath: 'on',
    });
  });

  test.each([
    ['a flag before all else', { port: '9001' }, { CALX_PORT: '9002', PORT: '9003' }, 9001, '--port'],
    ['CALX_PORT before PORT', {}, { CALX_PORT: '9002', PORT: '9003' }, 9002, 'CALX_PORT'],
    ['PORT before the file', {}, { PORT: '9003' }, 9003, 'PORT'],
    ['the file before the default', {}, {}, 9004, /calx\.json: port$/],
  ])('takes %s, and says where it came from', (_, flags, environment, port, origin) => {
    const config = fileWith('{"port": 9004}');
    const settled = settleConfig({ flags: { ...flags, config }, environment });
    expect(settled.config.port).toBe(port);
    expect(settled.origins.port).toEqual(typeof origin === 'string' ? origin : expect.stringMatching(origin));
    expect(settled.origins.host).toBe('default');
  });

  test('takes a content folder and drops the slash at the end of a base URL', () => {
    const folder = mkdtempSync(join(tmpdir(), 'calx-config-'));
    const config = readConfig({ content: [folder], baseUrl: 'https://tx.example.org/calx/' });
    expect(config.content).toEqual([folder]);
    expect(config.baseUrl).toBe('https://tx.example.org/calx');
  });

  test('takes addresses and subnets of proxies', () => {
    const config = readConfig({ trustProxy: 'loopback, 10.0.0.0/8,2001:db8::/32' });
    expect(config.trustProxy).toEqual(['loopback', '10.0.0.0/8', '2001:db8::/32']);
  });

  test("reads a file's content paths from where the file is, and CALX_CONTENT as a path list", () => {
    const config = fileWith('{"content": ["."], "workers": "auto"}');
    const settled = settleConfig({ flags: {}, environment: { CALX_CONFIG: config } });
    expect(settled.config.content).toEqual([join(config, '..')]);
    expect(settled.config.workers).toBeGreaterThan(0);
    expect(readConfig({}, { CALX_CONTENT: `${tmpdir()}:${tmpdir()}` }).content).toEqual([tmpdir(), tmpdir()]);
  });

  test('leaves alone what Kubernetes puts into the environment beside a Service named calx', () => {
    const links = {
      CALX_SERVICE_HOST: '10.0.0.1',
      CALX_SERVICE_PORT: '80',
      CALX_SERVICE_PORT_HTTP: '80',
      CALX_PORT: 'tcp://10.0.0.1:80',
      CALX_PORT_80_TCP: 'tcp://10.0.0.1:80',
      CALX_PORT_80_TCP_ADDR: '10.0.0.1',
      CALX_ADMIN_SERVICE_PORT: '9090',
    };
    expect(readConfig({}, links).port).toBe(8080);
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
    ['a proxy that is no address', { trustProxy: '10.0.0.1,proxy' }, /--trust-proxy takes .* not 'proxy'/],
    ['a subnet of too many bits', { trustProxy: '10.0.0.0/33' }, /--trust-proxy/],
    ['no workers', { workers: '0' }, /--workers must be a number from 1/],
    ['a file that is not there', { config: '/no/such/file' }, /--config \/no\/such\/file: .*ENOENT/],
    ['a file that is no object', { config: fileWith('[]') }, /must be a JSON object/],
    ['a file with broken JSON', { config: fileWith('{') }, /must be a JSON object/],
    ['an unknown key in the file', { config: fileWith('{"prot": 1}') }, /'prot' is no setting; did you mean 'port'/],
    ['a wrong kind in the file', { config: fileWith('{"port": true}') }, /'port' must be a text or a number/],
    ['a wrong value in the file', { config: fileWith('{"port": 70000}') }, /calx\.json: port must be a number/],
  ])('refuses %s in one line', (_, settings, message) => {
    expect(() => readConfig(settings)).toThrow(ConfigError);
    expect(() => readConfig(settings)).toThrow(message);
  });

  test('names the variable that an unknown one is nearest to', () => {
    expect(() => readConfig({}, { CALX_LOGLEVEL: 'info' })).toThrow(/CALX_LOGLEVEL .*did you mean CALX_LOG_LEVEL/);
  });

  test('refuses a content file that is no package', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'calx-config-')), 'a.json');
    writeFileSync(file, '{}');
    expect(() => readConfig({ content: [file] })).toThrow(/folder or a FHIR package/);
  });
});
