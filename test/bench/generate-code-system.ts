/**
 * Writes the generated code system to stdout or a file, as a stream of any size:
 *
 *   tsx test/bench/generate-code-system.ts --size 500000 --seed 1 --format ndjson --out /tmp/generated.ndjson
 *
 * `json` is one CodeSystem resource; in `ndjson` the first line is the resource without its concepts, and each further
 * line one element of `CodeSystem.concept`.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { generatedConcepts, generatedDefinition } from './generated-concepts.ts';
import type { GeneratorOptions } from './generated-concepts.ts';

type OutputForm = 'json' | 'ndjson';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '500000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string', default: 'ndjson' },
    out: { type: 'string' },
  },
});

/** Lines in portions of some 64 KiB. */
function* portions(options: GeneratorOptions, form: OutputForm): Generator<string> {
  const head = JSON.stringify(generatedDefinition(options));
  let text = form === 'json' ? `${head.slice(0, -1)},"concept":[` : head;
  let isFirst = form === 'json';
  for (const concept of generatedConcepts(options)) {
    text += `${isFirst ? '' : form === 'json' ? ',' : ''}\n${JSON.stringify(concept)}`;
    isFirst = false;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield `${text}${form === 'json' ? ']}' : ''}\n`;
}

async function write(target: Writable): Promise<void> {
  const options = { size: Number(values.size), seed: Number(values.seed) };
  for (const text of portions(options, values.format === 'json' ? 'json' : 'ndjson')) {
    if (!target.write(text)) await once(target, 'drain');
  }
}

if (values.out === undefined) {
  await write(process.stdout);
} else {
  const file = createWriteStream(values.out);
  await write(file);
  file.end();
  await finished(file);
}
