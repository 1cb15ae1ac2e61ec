/**
 * Figures in FHIR are those of the dossier: for every study that was read, and for a draw of 20 by a seed. Without the
 * dossier the committed digest stands for it; with the dossier beside the project the digest itself is checked too.
 */
import { join } from 'node:path';
import { generateResources } from '../../../src/content/evidence/generate-evidence.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { repository } from '../content-fixtures.ts';
import { compareRow, draw, joinRows } from './compare-figures.ts';
import { digestOf, readDossierStudies, readFigureRows } from './dossier-figures.ts';
import type { FigureRow } from './dossier-figures.ts';
import { figureExceptions } from './figure-exceptions.ts';
import { readEvidenceSource } from './read-evidence-source.ts';

const source = readEvidenceSource(repository);
const r5 = generateResources(source, 'R5');
const r4 = generateResources(source, 'R4');
const rows = readFigureRows(repository);
const read = new Set(source.publications.flatMap(({ evidence = [] }) => evidence.flatMap(record => record.rows)));
const published = rows.filter(({ row }) => read.has(row));
const studies = readDossierStudies(process.env['CALX_SHARED'] ?? join(repository, '..', 'shared'));

const compare = (row: FigureRow, resources: readonly AnyResource[] = r5) =>
  compareRow(joinRows(row, rows, resources), resources, r4);

test('the digest has the 106 rows of the evidence table, of which 75 were read with figures', () => {
  expect(new Set(rows.map(({ row }) => row)).size).toBe(106);
  expect(published).toHaveLength(75);
});

test.each(published.map(row => [row.row, row] as const))('%s: no figure invented, none lost', (_, row) => {
  const { evidence, invented, lost } = compare(row);
  expect(evidence.length).toBeGreaterThan(0);
  expect({ invented, lost }).toEqual({ invented: [], lost: [] });
});

test('a draw by a seed is the same each time, and another seed draws others', () => {
  const drawn = draw(published, 20, 8).map(({ row }) => row);
  expect(new Set(drawn).size).toBe(20);
  expect(draw(published, 20, 8).map(({ row }) => row)).toEqual(drawn);
  expect(draw(published, 20, 9).map(({ row }) => row)).not.toEqual(drawn);
});

test('every exception is needed, and names a row that is there', () => {
  for (const [name, { added = {}, left = {} }] of Object.entries(figureExceptions)) {
    const row = rows.find(each => each.row === name);
    const { statistics } = compare(row as FigureRow);
    expect(Object.keys(added).filter(number => !statistics.includes(number))).toEqual([]);
    expect(Object.keys(left).filter(number => row?.effect.includes(number) !== true)).toEqual([]);
  }
});

test('a changed figure is seen, as data and in words', () => {
  const row = rows.find(({ row: name }) => name === 'WEN2023') as FigureRow;
  const changed = JSON.parse(
    JSON.stringify(r5).replaceAll('"numberOfParticipants":422', '"numberOfParticipants":424'),
  ) as AnyResource[];
  expect(compare(row, changed).invented).toEqual(['424']);
  const silent = rows.find(({ row: name }) => name === 'MAZHAR2001') as FigureRow;
  const cut = r5.map(resource => (resource.id === 'mazhar-2001-risk-factors' ? without(resource) : resource));
  expect(compare(silent, cut).lost).toEqual(['6.04', '1.62', '22.6']);
});

function without({ resourceType, id = '', relatedArtifact }: AnyResource): AnyResource {
  return { resourceType, id, relatedArtifact };
}

const title =
  studies === undefined
    ? 'without the dossier the committed digest stands for it: every row has its hash'
    : 'the committed digest is that of the dossier beside the project';
test(title, () => {
  if (studies === undefined) {
    expect(rows.filter(({ sha256 }) => !/^[0-9a-f]{64}$/.test(sha256))).toEqual([]);
    return;
  }
  expect(studies.map(digestOf)).toEqual(rows);
});
