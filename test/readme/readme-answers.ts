/** The requests in README.md and the answers printed below them: each `http` block is followed by a `json` block. */

export interface ReadmeExample {
  /** Path and query, as in `GET /r4/metadata`. */
  readonly path: string;
  /** The answer as printed. */
  readonly printed: string;
}

const example = /```http\nGET (\S+)\n```\n\n```json\n([\s\S]*?)\n```/g;

export function readExamples(readme: string): ReadmeExample[] {
  return [...readme.matchAll(example)].map(([, path = '', printed = '']) => ({ path, printed }));
}

/** The README with each answer replaced by what `answer` gives for its path. */
export function replaceAnswers(readme: string, answers: ReadonlyMap<string, string>): string {
  return readme.replace(example, (_, path: string) => {
    const answer = answers.get(path) ?? '';
    return `\`\`\`http\nGET ${path}\n\`\`\`\n\n\`\`\`json\n${answer}\n\`\`\``;
  });
}

/** Compact JSON with one line for each entry of a list, so that answers can be read and stay short. */
export function printAnswer(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (value === null || typeof value !== 'object' || flat.length + indent.length <= 150) return spaced(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map(item => deeper + printAnswer(item, deeper)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, member]) => `${deeper}"${key}": ${printAnswer(member, deeper)}`);
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `"${key}": ${spaced(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** What differs from answer to answer: when and under which identifier an expansion was made, and our address. */
export function withoutMoment(text: string): string {
  return text
    .replace(/"urn:uuid:[0-9a-f-]+"/g, '"urn:uuid:…"')
    .replace(/("timestamp": ?)"[^"]*"/g, '$1"…"')
    .replace(/http:\/\/(127\.0\.0\.1|localhost)(:\d+)?/g, 'http://localhost:8080');
}
