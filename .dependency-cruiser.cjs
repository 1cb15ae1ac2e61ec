/** The directions of docs/architecture.md. A room may import itself and what its rule allows; nothing else. */
const room = (name, allowed) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...allowed].join('|')})/` },
});

const onlyIn = (name, module, allowed) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: allowed },
  to: { path: module },
});

module.exports = {
  forbidden: [
    room('fhir', []),
    room('contracts', ['fhir']),
    room('terminology', ['fhir', 'contracts']),
    room('validation', ['fhir', 'contracts']),
    room('guidance', ['fhir', 'contracts']),
    room('store', ['fhir', 'contracts']),
    room('content', ['fhir', 'contracts', 'validation', 'store']),
    room('operations', ['fhir', 'contracts', 'terminology', 'validation', 'guidance']),
    room('http', ['fhir', 'contracts', 'operations']),
    {
      name: 'only-the-wiring-knows-service',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(service/|cli/|cli\\.ts|server\\.ts)' },
      to: { path: '^src/service/' },
    },
    {
      name: 'nothing-imports-the-command-line',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli' },
      to: { path: '^src/cli' },
    },
    onlyIn('express-only-in-http', '^(node_modules/)?(@types/)?express($|/)', '^src/(http/|server\\.ts)'),
    onlyIn(
      'files-only-in-store-and-content',
      '^(node:)?fs($|/)',
      '^src/(store|content|cli)/|^src/(config|server|cli)\\.ts',
    ),
    {
      name: 'guidance-runs-in-a-browser',
      severity: 'error',
      from: { path: '^src/guidance/' },
      to: { dependencyTypes: ['core'] },
    },
    onlyIn('types-fhir-only-in-fhir', '(^|/)(@types/)?fhir/(r4|r5)', '^src/fhir/'),
    onlyIn('wire-types-only-in-fhir', '^src/fhir/r4\\.ts', '^src/fhir/'),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'code-systems-keep-apart',
      severity: 'error',
      from: { path: '^src/terminology/code-systems/([^/]+)/' },
      to: { path: '^src/terminology/code-systems/[^/]+/', pathNot: '^src/terminology/code-systems/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
