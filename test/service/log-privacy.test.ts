/** Nothing of what a client sends stands in the log: codes, displays, ids and bodies may be about a patient. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { sourceCli, startServer } from '../server-process.ts';

/** Stands for whatever may name or describe a patient. */
const secret = 'zzPatientZz';

const requests: readonly (readonly [string, RequestInit?])[] = [
  [`/r4/ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender&filter=${secret}`],
  [`/r4/ValueSet/$expand?url=http://example.org/${secret}`],
  [`/r5/CodeSystem/$lookup?system=http://hl7.org/fhir/administrative-gender&code=${secret}`],
  [`/r5/CodeSystem/$lookup?${secret}=1&code=${secret}`],
  [`/r4/ValueSet?title=${secret}&${secret}=1`],
  [`/r4/ValueSet/${secret}`],
  [`/r4/${secret}`],
  [`/${secret}`],
  [`/r4/ValueSet/$${secret}`],
  [`/r4/ValueSet/%E0%A4%A${secret}`],
  [
    '/r4/metadata',
    { headers: { Accept: secret, 'Accept-Language': secret, Prefer: secret, 'X-Forwarded-For': secret } },
  ],
  ['/r4/metadata', { headers: { 'X-Request-Id': `not sane: ${secret}` } }],
  ['/r4/ValueSet/$validate-code', { method: 'POST', body: `{"resourceType":"Parameters","${secret}` }],
  ['/r4/ValueSet/$validate-code', { method: 'POST', body: JSON.stringify({ resourceType: secret }) }],
  [
    '/r4/ValueSet/$validate-code',
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json' },
      body: JSON.stringify({
        resourceType: 'Parameters',
        parameter: [
          { name: 'url', valueUri: 'http://hl7.org/fhir/ValueSet/administrative-gender' },
          { name: 'coding', valueCoding: { system: 'http://example.org/x', code: secret, display: secret } },
          { name: secret, valueString: secret },
        ],
      }),
    },
  ],
  ['/r4/ValueSet/_search', { method: 'POST', body: new URLSearchParams({ title: secret }) }],
  [`/r4/${secret}`, { method: 'DELETE' }],
];

test('no log line has what clients sent; each request has its line with the documented fields', async () => {
  const server = await startServer(spawn, ['--log-level', 'info'], sourceCli);
  for (const [path, init] of requests) await fetch(`${server.origin}${path}`, init);
  await server.stop();
  const output = server.output();
  expect(output).not.toContain(secret);
  const lines = output.split('\n').filter(line => line.startsWith('{'));
  const entries = lines.map(line => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request');
  expect(entries).toHaveLength(requests.length);
  const documented = readFileSync('docs/operations.md', 'utf8');
  const names = new Set(entries.flatMap(entry => Object.keys(entry)));
  expect([...names].filter(name => !documented.includes(`\`${name}\``))).toEqual([]);
});
