import { workingSets } from './memory';

it('takes each pod as a whole, and nothing of its containers or of other namespaces', () => {
  const line = (container: string, namespace: string, pod: string, bytes: string): string =>
    `container_memory_working_set_bytes{container="${container}",id="/x",namespace="${namespace}",pod="${pod}"} ${bytes} 17`;
  const metrics = [
    line('', 'ours', 'one', '3.145728e+06'),
    line('a', 'ours', 'one', '2097152'),
    line('', 'theirs', 'two', '1048576'),
    line('', '', '', '9e+09'),
  ].join('\n');
  expect(Object.fromEntries(workingSets(metrics, ['ours']))).toEqual({ one: 3 });
});
