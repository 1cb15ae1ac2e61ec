/** JSON → XML → JSON gives the same tree on everything that hl7.fhir.r4.examples@4.0.1 holds, up to 300 kB a file. */
import { join } from 'node:path';
import { createElementShapes } from '../../../src/validation/create-element-shapes.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';
import { roundTrips } from '../../fixtures/formats/round-trip.ts';

const largest = 300_000;

test('every resource of hl7.fhir.r4.examples@4.0.1 comes back from XML as it was', () => {
  const shapes = createElementShapes(packageDefinitions('R4'));
  const { losses, noResource, ...counts } = roundTrips(join('node_modules', 'hl7.fhir.r4.core'), shapes, largest);
  const sums = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(`hl7.fhir.r4.examples@4.0.1, JSON → XML → JSON: ${sums.join(', ')}, losses ${losses.length}\n`);
  expect(losses).toEqual([]);
  expect(noResource).toEqual(['package.json']);
  expect(counts.count).toBeGreaterThan(2_700);
}, 120_000);
