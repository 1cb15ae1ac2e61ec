/** docs/cli.md, written by running every example of src/cli/examples.ts. */
import { spawn } from 'node:child_process';
import { examples } from '../../src/cli/examples.ts';
import { sourceCli, startServer } from '../server-process.ts';
import { runCommand } from './cli-run.ts';

const head = `# The command line

What each command prints; made by \`npm run docs:cli\`, which runs them, and held current by a test. Numbers that change with every release of the content, times and this machine's versions stand as …

All commands answer from the same content as the service, without one: Calx's own, and yours with \`--content\` (a folder or a FHIR package) or the settings that \`calx serve\` takes. \`--json\` prints the FHIR resource that the service would answer. Progress and warnings go to stderr, progress only where that is a terminal.

| exit code | meaning                                                                                   |
| --------- | ----------------------------------------------------------------------------------------- |
| 0         | done                                                                                      |
| 1         | the answer is no: the code is not valid, no match, nothing found, content with findings   |
| 2         | used wrongly: an unknown flag or setting, content that is not there, a port that is taken |
| 3         | the question can't be answered: the message says why (an unknown value set, say)          |
| 70        | a fault of Calx itself                                                                    |
| 130       | ended by a second Ctrl-C                                                                  |

Completion: \`eval "$(calx completion bash)"\`, the same with \`zsh\`; \`calx completion fish | source\`. Settings, signals and metrics: [operations.md](operations.md).
`;

/** The whole text. */
export async function writeCliDocs(): Promise<string> {
  const sections = new Map<string, string[]>();
  const helps = await runCommand(['--help']);
  for (const { args, shell } of examples) {
    const [command = ''] = args;
    const recorded = command === 'serve' ? await recordServe(args) : await record(args);
    sections.set(command, [...(sections.get(command) ?? []), `$ ${shell}\n${recorded}`]);
  }
  const parts = [`## calx\n\n${block(`$ calx --help\n${helps.stdout}`)}`];
  for (const [command, recordings] of sections) {
    const help = await runCommand([command, '--help']);
    const usage = help.stdout.replace(/\nExamples:[^]*$/, '');
    parts.push(`## calx ${command}\n\n${[`$ calx ${command} --help\n${usage}`, ...recordings].map(block).join('\n')}`);
  }
  return `${head}\n${parts.join('\n')}`;
}

/** It goes on until it is told to stop; its line is that of a real start on free ports. */
async function recordServe(args: readonly string[]): Promise<string> {
  const [, ...flags] = args;
  const own = flags.map((flag, at) => (/^(8080|9090)$/.test(flag) && /port$/.test(flags[at - 1] ?? '') ? '0' : flag));
  const server = await startServer(spawn, own, sourceCli);
  const text = steady(server.output()).replace(/after [\d.]+ s/, 'after … s');
  const { origin } = server;
  await server.stop();
  return text.replaceAll(origin, 'http://127.0.0.1:8080');
}

async function record(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(args);
  if (code === 2 || code === 70) throw new Error(`calx ${args.join(' ')} ended with ${code}: ${stderr}`);
  const text = args[0] === 'completion' ? firstLines(stdout, 6) : stdout;
  return `${steady(text)}${stderr}${code === 0 ? '' : `(exit code ${code})\n`}`;
}

function firstLines(text: string, count: number): string {
  return `${text.split('\n').slice(0, count).join('\n')}\n…\n`;
}

/** Without what differs from run to run or from machine to machine. */
function steady(text: string): string {
  return text
    .replace(/\b\d+(?= (resources of content|of HL7|in R[45]))/g, '…')
    .replace(/^[\d.]+ s, \d+ resources\/s, peak memory \d+ MB$/gm, '… s, … resources/s, peak memory … MB')
    .replace(/^(FHIR [\d.]+ +).*$/gm, '$1… ValueSet, …')
    .replace(/-[\d.]+(?=\.tgz {2})|\d+(?= bytes {2}sha1 )|(?<= sha1 )[0-9a-f]{40}|^\d+(?= tables and notices)/gm, '…')
    .replace(/^(content version +|Node +|Calx +).*$/gm, '$1…')
    .replace(/("(timestamp|lastUpdated)": )"[^"]*"/g, '$1"…"')
    .replace(/urn:uuid:[0-9a-f-]+/g, 'urn:uuid:…')
    .replace(/([?&]_page=)[^"&]+/g, '$1…');
}

function block(text: string): string {
  return `\`\`\`console\n${text.trimEnd()}\n\`\`\`\n`;
}
