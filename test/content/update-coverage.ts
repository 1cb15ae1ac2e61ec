/** `npm run coverage`: writes docs/coverage.md from the present content. */
import { writeFileSync } from 'node:fs';
import { buildCoverage } from '../../src/content/coverage.ts';
import { readCoverageSource } from './coverage-source.ts';

writeFileSync('docs/coverage.md', buildCoverage(await readCoverageSource('.')));
