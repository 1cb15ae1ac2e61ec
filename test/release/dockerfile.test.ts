/** The Dockerfile keeps our rules, the rules catch what breaks them, and the manifests run what it builds. */
import { readFileSync, readdirSync } from 'node:fs';
import { runCommand } from '../cli/cli-run.ts';
import { commandOf, lintDockerfile, parseDockerfile } from './dockerfile.ts';

const text = readFileSync('Dockerfile', 'utf8');

test('the Dockerfile has no findings', () => {
  expect(lintDockerfile(parseDockerfile(text))).toEqual([]);
});

test.each([
  ['USER 1000:1000', 'USER root', /root/],
  ['USER 1000:1000', 'USER node', /by name/],
  ['FROM node:20-bookworm-slim AS build', 'FROM node AS build', /without version/],
  ['HEALTHCHECK', 'LABEL', /HEALTHCHECK/],
  ['COPY src ./src', 'COPY . ./', /whole context/],
  ['USER 1000:1000', 'USER 1000:1000\nRUN id', /RUN in the last stage/],
  ['CMD ["serve", "--host", "0.0.0.0"]', 'CMD node dist/cli.js', /shell form/],
  ['ENV NODE_ENV=production', 'ENV NPM_TOKEN=abc', /secret/],
])('a lint finds what is wrong with %s as %s', (good, bad, finding) => {
  expect(text).toContain(good);
  expect(lintDockerfile(parseDockerfile(text.replace(good, bad))).join()).toMatch(finding);
});

test('an instruction that it does not know is an error', () => {
  expect(() => parseDockerfile('FROM a:1\nADD http://example.org/x /')).toThrow(/ADD is not known/);
});

test.each([
  [
    'Dockerfile',
    commandOf(
      parseDockerfile(text)
        .at(-1)
        ?.instructions.find(({ name }) => name === 'CMD')?.text ?? '',
    ),
  ],
  ['compose.yaml', argumentsIn('docs/deploy/compose.yaml', /command: (\[.*\])/)],
  ['deployment.yaml', argumentsIn('docs/deploy/kubernetes/deployment.yaml', /args: (\[.*\])/)],
])('%s starts calx with flags that it has', async (_, [command = '', ...args]) => {
  const { stdout } = await runCommand([command, '--help']);
  const flags = args.filter(arg => arg.startsWith('--'));
  expect(command).toBe('serve');
  expect(flags.length).toBeGreaterThan(0);
  expect(flags.filter(flag => !stdout.includes(`${flag} `))).toEqual([]);
});

test('kustomization.yaml names every manifest', () => {
  const folder = 'docs/deploy/kubernetes';
  const named = [...readFileSync(`${folder}/kustomization.yaml`, 'utf8').matchAll(/- (\S+\.yaml)/g)].map(
    ([, file]) => file,
  );
  expect(named.toSorted()).toEqual(
    readdirSync(folder)
      .filter(file => file !== 'kustomization.yaml')
      .toSorted(),
  );
});

function argumentsIn(file: string, pattern: RegExp): readonly string[] {
  const list = pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? '[]';
  return JSON.parse(list.replaceAll("'", '"')) as string[];
}
