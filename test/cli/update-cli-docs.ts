/** `npm run docs:cli`: writes docs/cli.md anew. */
import { writeFileSync } from 'node:fs';
import { writeCliDocs } from './cli-docs.ts';

writeFileSync('docs/cli.md', await writeCliDocs());
