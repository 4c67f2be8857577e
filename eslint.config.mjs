import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

// One-way dependencies of the house: a folder may import what stands left of it, never what stands right.
//   instrumentation/contract <- alerts <- dashboards <- infra <- local, e2e
const HOUSE = [
  'instrumentation',
  'alerts',
  'dashboards',
  'infra',
  'local',
  'e2e',
  'docs',
  'examples',
  'tools',
];
const MAY_IMPORT = {
  instrumentation: [],
  alerts: [],
  dashboards: ['alerts'],
  infra: ['alerts', 'dashboards', 'tools'],
  local: ['alerts', 'dashboards', 'infra', 'tools', 'examples'],
  e2e: ['alerts', 'dashboards', 'infra', 'local', 'tools', 'examples'],
  // The coverage tables cite live checks, and what the last ones saw.
  docs: ['alerts', 'dashboards', 'infra', 'local', 'examples'],
  examples: [],
  tools: [],
};
// Outside the preload itself only its contract and presets (pure data) may be imported.
const CONTRACT = ['./contract', './presets'];
// The docs describe the preload's variables from their own table.
// The long proofs drive the preload with the equipment of its own tests.
// The alert operations server lets callers in by the rules of the preload's admin port.
const EXCEPT = {
  alerts: [...CONTRACT, './admin/gate.ts', './admin/token.ts'],
  tools: [],
  docs: [...CONTRACT, './config'],
  e2e: [...CONTRACT, './testing'],
};

const zones = HOUSE.flatMap((target) => [
  ...HOUSE.filter(
    (from) => from !== target && from !== 'instrumentation' && !MAY_IMPORT[target].includes(from),
  ).map((from) => ({
    target: `./${target}`,
    from: `./${from}`,
    message: `${target}/ must not import ${from}/: dependencies point one way (see CONTRIBUTING.md).`,
  })),
  ...(target === 'instrumentation'
    ? []
    : [
        {
          target: `./${target}`,
          from: './instrumentation',
          except: EXCEPT[target] ?? CONTRACT,
          message: `${target}/ may import only instrumentation/contract and instrumentation/presets.`,
        },
      ]),
]);
const contractZones = HOUSE.filter((from) => from !== 'instrumentation').map((from) => ({
  target: './instrumentation/contract',
  from: `./${from}`,
}));

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/generated/', 'out/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js'] } } },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...zones,
            ...contractZones,
            {
              target: './instrumentation/contract',
              from: './instrumentation',
              except: ['./contract'],
              message: 'The contract is pure data: it imports nothing but itself.',
            },
          ],
        },
      ],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['warn', { max: 200, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    // Tests against the real binaries may ask tools/ where those are.
    files: ['**/*.real.test.ts'],
    rules: { 'import-x/no-restricted-paths': 'off' },
  },
  {
    files: ['**/*.cjs', '**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier,
);
