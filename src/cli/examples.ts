/** One or more examples of each command: they stand in `--help`, and docs/cli.md records what they print. */

export interface Example {
  readonly args: readonly string[];
  /** As typed in a shell. */
  readonly shell: string;
}

const base = 'https://w3id.org/calcinosis/fhir';

export const examples: readonly Example[] = [
  example('serve', '--port', '8080', '--workers', '2', '--admin-port', '9090'),
  example('expand', `${base}/ValueSet/calcinosis-types`),
  example('expand', `${base}/ValueSet/autoimmune-diseases-with-calcinosis`, '--filter', 'derm', '--fhir', 'r4'),
  example('lookup', `${base}/CodeSystem/calcinosis-type`, 'dystrophic'),
  example('validate-code', 'dystrophic', '--value-set', `${base}/ValueSet/calcinosis-types`),
  example('validate-code', 'female', '--system', 'http://hl7.org/fhir/administrative-gender', '--display', 'Male'),
  example('translate', `${base}/CodeSystem/calcinosis-type`, 'calciphylaxis', '--fhir', 'r4'),
  example('translate', `${base}/CodeSystem/calcinosis-type`, 'calciphylaxis', '--json'),
  example('search', 'ValueSet', 'title:contains=calcinosis'),
  example('search', 'PlanDefinition', '_elements=title', '--json'),
  example('check-content'),
  example('info', '--port', '9000'),
  example('completion', 'bash'),
];

function example(...args: string[]): Example {
  return { args, shell: ['calx', ...args.map(quoted)].join(' ') };
}

function quoted(arg: string): string {
  return /^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg}'`;
}
