/**
 * The resources of a file, one after another: NDJSON is read as a stream, so that a file of any length takes no more
 * memory than its longest line.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { standardInput } from './find-files.ts';
import type { FoundFile } from './find-files.ts';

/** One resource as text, and where it stands. */
export interface Subject {
  readonly file: string;
  /** Line of the file on which the text begins, from 1. */
  readonly line: number;
  readonly text: string;
  readonly format: 'json' | 'xml';
}

/** A text whose lines are counted by the file that it is in. */
interface Line {
  readonly text: string;
  readonly line: number;
}

/** The subjects of the file; `input` is what `-` reads. */
export async function* readSubjects({ path, format }: FoundFile, input: Readable): AsyncIterable<Subject> {
  if (path === standardInput) {
    yield* subjectsOfInput(input);
  } else if (format === 'ndjson') {
    yield* subjectsOfLines(path, readLines(createReadStream(path)));
  } else {
    yield { file: path, line: 1, text: await readFile(path, 'utf8'), format };
  }
}

/** Standard input has no name: a first line that is a whole resource says NDJSON, a first `<` XML. */
async function* subjectsOfInput(input: Readable): AsyncIterable<Subject> {
  const file = 'stdin';
  const lines = readLines(input)[Symbol.asyncIterator]();
  const head: string[] = [];
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    head.push(next.value.text);
    if (head.length === 1 && isWhole(next.value.text)) {
      yield { file, line: 1, text: next.value.text, format: 'json' };
      yield* subjectsOfLines(file, { [Symbol.asyncIterator]: () => lines });
      return;
    }
  }
  const text = head.join('\n');
  yield { file, line: 1, text, format: text.trimStart().startsWith('<') ? 'xml' : 'json' };
}

function isWhole(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

async function* subjectsOfLines(file: string, lines: AsyncIterable<Line>): AsyncIterable<Subject> {
  for await (const { text, line } of lines) {
    if (text.trim() !== '') yield { file, line, text, format: 'json' };
  }
}

async function* readLines(input: Readable): AsyncIterable<Line> {
  let rest = '';
  let line = 1;
  const decoder = new TextDecoder();
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) yield { text: text.replace(/\r$/, ''), line: line++ };
  }
  if (rest !== '') yield { text: rest, line };
}
