/** One or more examples of each command: they stand in `--help`, and docs/cli.md records what they print. */

export interface Example {
  readonly args: readonly string[];
  /** As typed in a shell. */
  readonly shell: string;
}

const base = 'https://w3id.org/calcinosis/fhir';

const types = `${base}/CodeSystem/calcinosis-type`;
const toIcd10 = `${base}/ConceptMap/calcinosis-type-to-icd-10-cm`;

export const examples: readonly Example[] = [
  example('serve', '--port', '8080', '--workers', '2', '--admin-port', '9090'),
  example('expand', `${base}/ValueSet/calcinosis-types`),
  example('expand', 'http://hl7.org/fhir/ValueSet/administrative-gender', '--filter', 'ma', '--fhir', 'r4', '--json'),
  example('lookup', types, 'dystrophic', '--property', 'serumCalcium', 'serumPhosphate', 'parent'),
  example('validate-code', 'dystrophic', '--value-set', `${base}/ValueSet/calcinosis-types`),
  example('validate-code', 'female', '--system', 'http://hl7.org/fhir/administrative-gender', '--display', 'Male'),
  example('validate', 'test/fixtures/cli/patient.json', '--fhir', 'r4'),
  example('translate', types, 'calciphylaxis', '--map', toIcd10),
  example('translate', types, 'calciphylaxis', '--map', toIcd10, '--fhir', 'r4', '--json'),
  example('search', 'ValueSet', `url=${base}/ValueSet/calcinosis-types`),
  example('search', 'CodeSystem', 'url=http://hl7.org/fhir/administrative-gender', '_elements=version', '--json'),
  example('import', '--list', '--code-systems', '/var/lib/calx'),
  example('check-content'),
  example('package', '--out', '/tmp/calx-packages'),
  example('diff', 'test/fixtures/cli/version-1', 'test/fixtures/cli/version-2'),
  example('info', '--port', '9000'),
  example('completion', 'bash'),
];

function example(...args: string[]): Example {
  return { args, shell: ['calx', ...args.map(quoted)].join(' ') };
}

function quoted(arg: string): string {
  return /^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg}'`;
}
