import { exampleOf } from '../examples';
import { addressesOf } from '../examples/ports';
import { remoteStorages, remoteStorageUrl } from './remote-write';

const at = addressesOf({ 'remote-write-receiver': 9009 });

test('samples are written to the receiver of the example that has one', () => {
  const plan = { example: exampleOf('gatewayz'), at };
  expect(remoteStorageUrl(plan)).toBe('http://127.0.0.1:9009');
  const own = { name: 'mimir', url: 'http://127.0.0.1:9009/api/v1/write' };
  expect(remoteStorages(plan)).toEqual([own]);
  const url = 'http://127.0.0.1:1/write';
  expect(remoteStorages({ ...plan, remoteWriteUrl: url })).toEqual([own, { name: 'remote-storage', url }]);
});

test('where nothing takes them, nothing is configured', () => {
  const plan = { example: exampleOf('beamline'), at };
  expect(remoteStorageUrl(plan)).toBeUndefined();
  expect(remoteStorages(plan)).toEqual([]);
});
