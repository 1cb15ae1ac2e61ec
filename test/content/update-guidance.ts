/** `npm run guidance`: writes plans, rules, activities, their value sets and code system from their source. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeGuidanceFiles } from './guidance-files.ts';
import { rewriteFolders } from './rewrite-folders.ts';

const files = makeGuidanceFiles('.');
for (const name of readdirSync('valuesets')) if (name.startsWith('guidance-')) rmSync(join('valuesets', name));
rewriteFolders(
  '.',
  ['PlanDefinition', 'ActivityDefinition'].map(type => join('fhir-resources', type)),
  files,
);
