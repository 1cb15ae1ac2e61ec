/** `npm run readme`: prints the service's present answers into README.md. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { builtCli, startServer } from '../server-process.ts';
import { printAnswer, readExamples, replaceAnswers, withoutMoment } from './readme-answers.ts';

const readme = readFileSync('README.md', 'utf8');
const server = await startServer(spawn, [], builtCli);
try {
  const answers = new Map<string, string>();
  for (const { path } of readExamples(readme)) {
    const answer = await fetch(server.origin + path);
    answers.set(path, withoutMoment(printAnswer(await answer.json())));
  }
  writeFileSync('README.md', replaceAnswers(readme, answers));
} finally {
  await server.stop();
}
