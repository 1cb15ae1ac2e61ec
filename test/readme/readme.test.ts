/** README.md claims only what is so: its answers are those of the service, and it keeps its length. */
import type { RequestListener } from 'node:http';
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { openOwnService } from '../fixtures/own-service.ts';
import { printAnswer, readExamples, withoutMoment } from './readme-answers.ts';

const readme = readFileSync('README.md', 'utf8');
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

let app: RequestListener;
beforeAll(async () => {
  app = await openOwnService();
});

test('README.md has at most 140 lines and five requests with answers', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(140);
  expect(readExamples(readme).length).toBeGreaterThanOrEqual(5);
});

test.each(readExamples(readme))('README.md prints the real answer to $path', async ({ path, printed }) => {
  const answer = await request(app).get(path);
  expect(answer.status).toBe(200);
  expect(withoutMoment(printed)).toBe(withoutMoment(printAnswer(answer.body)));
});

test('README.md names only npm scripts that exist', () => {
  const named = [...readme.matchAll(/npm (?:run )?(start|test|(?<=run )[\w-]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(name => !(name in scripts))).toEqual([]);
});

test('README.md links only to files that are there', () => {
  const links = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, path = '']) => path);
  for (const path of links) expect(() => readFileSync(path)).not.toThrow();
});
