/** JSON → XML → JSON gives the same tree on everything that hl7.fhir.r5.examples@5.0.0 holds, up to 300 kB a file. */
import { join } from 'node:path';
import { createElementShapes } from '../../../src/validation/create-element-shapes.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';
import { roundTrips } from '../../fixtures/formats/round-trip.ts';

const largest = 300_000;

test('every resource of hl7.fhir.r5.examples@5.0.0 comes back from XML as it was', () => {
  const shapes = createElementShapes(packageDefinitions('R5'));
  const { losses, noResource, ...counts } = roundTrips(join('node_modules', 'hl7.fhir.r5.examples'), shapes, largest);
  const sums = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(`hl7.fhir.r5.examples@5.0.0, JSON → XML → JSON: ${sums.join(', ')}, losses ${losses.length}\n`);
  expect(losses).toEqual([]);
  expect(noResource).toEqual(['package.json']);
  expect(counts.count).toBeGreaterThan(2_700);
}, 120_000);
