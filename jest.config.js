'use strict';

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['/dist/', '/generated/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

const ignored = shared.testPathIgnorePatterns;

module.exports = {
  // Long enough for a busy machine: tests wait for conditions, so a good run never comes near it.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: [
        ...ignored,
        '\\.real\\.test\\.ts$',
        '<rootDir>/e2e/live/',
        '<rootDir>/e2e/prove/',
        '<rootDir>/e2e/cluster/cluster\\.test\\.ts$',
      ],
    },
    // Each needs one or more of the real binaries.
    { ...shared, displayName: 'real', testMatch: ['<rootDir>/**/*.real.test.ts'] },
    // One stack for all of it: runs in one process, one file after another.
    { ...shared, displayName: 'live', testMatch: ['<rootDir>/e2e/live/**/*.test.ts'] },
    // One Kubernetes cluster for all of it.
    { ...shared, displayName: 'cluster', testMatch: ['<rootDir>/e2e/cluster/cluster.test.ts'] },
    // Long proofs, a suite at a time, under a budget.
    { ...shared, displayName: 'prove', testMatch: ['<rootDir>/e2e/prove/**/*.test.ts'] },
  ],
};
