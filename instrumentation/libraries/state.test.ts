import { libraryStates, type StateSources } from './state';

const states = (sources: Partial<StateSources>) => {
  const all = libraryStates({
    wanted: new Set(['pg', 'redis', 'mongodb', 'kafkajs']),
    allOff: undefined,
    traced: new Map([['pg', 'pg-pool']]),
    failed: new Map([['redis', 'changed shape']]),
    isPresent: (name) => name === 'mongodb',
    ...sources,
  });
  return Object.fromEntries(all.map(({ name, state, reason }) => [name, `${state}: ${reason}`]));
};

it('says of each what is done and why', () => {
  expect(states({})).toMatchObject({
    pg: 'traced: the gateway loaded pg-pool',
    redis: 'failed: changed shape',
    mongodb: 'waiting: the gateway has mongodb but has not loaded it as CommonJS',
    kafkajs: 'absent: the gateway has no kafkajs',
    ioredis: 'off: not among GATEWATCH_LIBRARIES',
    express: 'never: serves HTTP, which is followed by the hooks of the preload itself',
  });
});

it('traces none while traces are off, whatever is wanted', () => {
  expect(states({ allOff: 'traces are off' })).toMatchObject({
    pg: 'off: traces are off',
    mongodb: 'off: traces are off',
  });
});
