/** Imports for tests, without the schema gates. */
import { importCodeSystem } from '../../../src/content/code-system-import/import-code-system.ts';
import type { ImportOptions, ImportSummary } from '../../../src/content/code-system-import/import-code-system.ts';
import type { CodeSystem } from '../../../src/fhir/model.ts';
import { TableBuilder } from '../../../src/terminology/code-systems/compiled/table-builder.ts';

type Asked = Pick<ImportOptions, 'file' | 'folder'> & Partial<ImportOptions>;

export function importInto(options: Asked): Promise<ImportSummary> {
  return importCodeSystem({
    readDefinition: resource => ({ model: resource as unknown as CodeSystem, faults: [] }),
    createCompiler: definition => new TableBuilder(definition),
    ...options,
  });
}
