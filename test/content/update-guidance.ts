/** `npm run guidance`: writes plans, rules, activities, their value sets and code system from their source. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGuidanceFiles } from './guidance-files.ts';

const folders = [join('fhir-resources', 'PlanDefinition'), join('fhir-resources', 'ActivityDefinition')];

const files = makeGuidanceFiles('.');
for (const folder of folders) {
  for (const name of readdirSync(folder)) if (!files.has(join(folder, name))) rmSync(join(folder, name));
}
for (const name of readdirSync('valuesets')) {
  if (name.startsWith('guidance-') && !files.has(join('valuesets', name))) rmSync(join('valuesets', name));
}
for (const [path, text] of files) writeFileSync(path, text);
