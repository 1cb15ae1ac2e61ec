/**
 * `npm run evidence:draw -- --seed 8 --count 20 --shared ../shared`: studies drawn by a seed, what FHIR says of each
 * beside the row of the dossier. Ends with 1 where a figure differs. `--update` writes docs/evidence-figures.ndjson from
 * the dossier first.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateResources } from '../../../src/content/evidence/generate-evidence.ts';
import { compareRow, draw, joinRows } from './compare-figures.ts';
import { digestOf, readDossierStudies, readFigureRows } from './dossier-figures.ts';
import { readEvidenceSource } from './read-evidence-source.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '8' },
    count: { type: 'string', default: '20' },
    shared: { type: 'string', default: join('..', 'shared') },
    update: { type: 'boolean', default: false },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const studies = readDossierStudies(values.shared);
if (values.update) {
  if (studies === undefined) throw new Error(`no dossier in ${values.shared}`);
  const lines = studies.map(study => JSON.stringify(digestOf(study)));
  writeFileSync(join('docs', 'evidence-figures.ndjson'), `${lines.join('\n')}\n`);
}

const source = readEvidenceSource('.');
const r5 = generateResources(source, 'R5');
const r4 = generateResources(source, 'R4');
const rows = readFigureRows('.');
const read = new Set(source.publications.flatMap(({ evidence = [] }) => evidence.flatMap(record => record.rows)));
const published = rows.filter(({ row }) => read.has(row));
const drawn = draw(published, Number(values.count), Number(values.seed));
if (studies === undefined) print(`No dossier in ${values.shared}: its rows are shown by the committed digest.`);
print(`${drawn.length} of ${published.length} rows with figures, seed ${values.seed}`);

const descriptionsOf = (name: string): string[] =>
  r5
    .filter(({ resourceType, id }) => `${resourceType}/${id ?? ''}` === name)
    .flatMap(resource => [
      String(resource['description']).split(' Draft for information only')[0] ?? '',
      ...((resource['statistic'] ?? []) as readonly { readonly description: string }[]).map(
        ({ description }) => `  as data: ${description}`,
      ),
    ]);

const differing = drawn.filter(row => {
  const { evidence, invented, lost } = compareRow(joinRows(row, rows, r5), r5, r4);
  const study = studies?.find(({ study_id: id }) => id === row.row);
  const isEqual = invented.length === 0 && lost.length === 0;
  print(
    `\n${row.row}: ${isEqual ? 'EQUAL' : `DIFFERS (only in FHIR: ${invented.join(' ')}; lost: ${lost.join(' ')})`}`,
  );
  print(`  dossier: n ${study?.['n'] ?? row.context.join(' ')}; ${study?.['effect'] ?? row.effect.join(' ')}`);
  for (const name of evidence) for (const line of [name, ...descriptionsOf(name)]) print(`  FHIR: ${line}`);
  return !isEqual;
});
print(`\n${drawn.length - differing.length} equal, ${differing.length} different`);
process.exitCode = differing.length === 0 ? 0 : 1;
