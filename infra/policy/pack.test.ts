import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { credentials } from '@grpc/grpc-js';
import { AnalyzerClient } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import * as analyzer from '@pulumi/pulumi/proto/analyzer_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { objectsOf, UNITS } from '../components';
import type { Manifest } from '../model/wiring/shape';
import { modelOf } from '../testing/stacks';
import { POLICY_RULES } from './rules';

/** The pack as the engine starts it: a process that prints its port and answers over gRPC. */
let pack: ChildProcess;
let client: AnalyzerClient;

beforeAll(async () => {
  pack = spawn(process.execPath, [join(__dirname, 'index.cjs'), '127.0.0.1:1'], {
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface(pack.stdout!), 'line')) as [string];
  client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
});
afterAll(async () => {
  client?.close();
  const ended = once(pack, 'exit');
  pack.kill('SIGKILL');
  await ended;
});

function analyze(objects: readonly Manifest[]): Promise<string[]> {
  const request = new analyzer.AnalyzeStackRequest().setResourcesList(
    objects.map(({ kind, metadata, ...rest }) =>
      new analyzer.AnalyzerResource()
        .setType(`kubernetes:test:${kind}`)
        .setName(metadata.name)
        .setUrn(
          `urn:pulumi:test::gatewatch::kubernetes:test:${kind}::${metadata.namespace ?? ''}/${metadata.name}`,
        )
        .setOptions(new analyzer.AnalyzerResourceOptions())
        .setProperties(Struct.fromJavaScript(JSON.parse(JSON.stringify({ kind, metadata, ...rest })))),
    ),
  );
  return new Promise((resolve, reject) =>
    client.analyzeStack(request, (error, response) =>
      error === null
        ? resolve(response.getDiagnosticsList().map((one) => `${one.getPolicyname()}: ${one.getMessage()}`))
        : reject(error),
    ),
  );
}

it('offers every rule', async () => {
  const info = await new Promise<analyzer.AnalyzerInfo>((resolve, reject) =>
    client.getAnalyzerInfo(new Empty(), (error, answer) =>
      error === null ? resolve(answer) : reject(error),
    ),
  );
  expect(info.getPoliciesList().map((policy) => policy.getName())).toEqual(
    POLICY_RULES.map(({ name }) => name),
  );
});

it('says of a stack what the rules say', async () => {
  const objects: readonly Manifest[] = UNITS.flatMap((unit) => objectsOf(unit, modelOf('prod')));
  const clean = await analyze(objects);
  expect(clean.filter((message) => !message.startsWith('images-are-pinned: '))).toEqual([]);
  const open = objects.filter(({ metadata }) => metadata.name !== 'default-deny');
  expect((await analyze(open)).join('\n')).toContain(
    'Namespace observability: there is no NetworkPolicy that refuses everything by default',
  );
});
