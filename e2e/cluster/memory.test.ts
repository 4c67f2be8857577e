import { workingSets } from './memory';

it('sums the containers of each pod, and nothing of other namespaces or of the pod itself', () => {
  const line = (container: string, namespace: string, pod: string, bytes: string): string =>
    `container_memory_working_set_bytes{container="${container}",id="/x",namespace="${namespace}",pod="${pod}"} ${bytes} 17`;
  const metrics = [
    line('a', 'ours', 'one', '1.048576e+06'),
    line('b', 'ours', 'one', '2097152'),
    line('', 'ours', 'one', '9e+09'),
    line('a', 'theirs', 'two', '1048576'),
  ].join('\n');
  expect(Object.fromEntries(workingSets(metrics, ['ours']))).toEqual({ one: 3 });
});
