import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { EngineService } from '@pulumi/pulumi/proto/engine_grpc_pb';
import * as engine from '@pulumi/pulumi/proto/engine_pb';
import { ResourceMonitorService } from '@pulumi/pulumi/proto/resource_grpc_pb';
import * as resource from '@pulumi/pulumi/proto/resource_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';

/** A resource as the program registered it. */
export interface RegisteredResource {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly dependencies: readonly string[];
}

/** What stands in for Pulumi's engine when the program is started as the CLI starts it: it accepts every resource. */
export interface FakeEngine {
  readonly address: string;
  readonly registered: readonly RegisteredResource[];
  /** Stack outputs, once the program has ended. */
  outputs(): Readonly<Record<string, unknown>>;
  /** What the program logged, without what is for debugging. */
  log(): string;
  stop(): void;
}

/** Starts the stand-in on a free port of 127.0.0.1. */
export async function startEngine(): Promise<FakeEngine> {
  const registered: RegisteredResource[] = [];
  const messages: string[] = [];
  let outputs: Record<string, unknown> = {};
  let root = '';
  const server = new Server();
  server.addService(ResourceMonitorService, {
    supportsFeature: answer(() => new resource.SupportsFeatureResponse().setHassupport(true)),
    registerPackage: answer(() => new resource.RegisterPackageResponse()),
    registerResource: answer((request: resource.RegisterResourceRequest) => {
      const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
      registered.push({ type, name, parent, dependencies: request.getDependenciesList() });
      return new resource.RegisterResourceResponse()
        .setUrn(urn(parent, type, name))
        .setId(request.getCustom() ? `${name}-id` : '')
        .setObject(request.getObject());
    }),
    registerResourceOutputs: answer((request: resource.RegisterResourceOutputsRequest) => {
      if (request.getUrn() === root) outputs = request.getOutputs()?.toJavaScript() ?? {};
      return new Empty();
    }),
    signalAndWaitForShutdown: answer(() => new Empty()),
  });
  server.addService(EngineService, {
    log: answer((request: engine.LogRequest) => {
      if (request.getSeverity() !== engine.LogSeverity.DEBUG) messages.push(request.getMessage());
      return new Empty();
    }),
    getRootResource: answer(() => new engine.GetRootResourceResponse().setUrn(root)),
    setRootResource: answer((request: engine.SetRootResourceRequest) => {
      root = request.getUrn();
      return new engine.SetRootResourceResponse();
    }),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    registered,
    outputs: () => outputs,
    log: () => messages.join('\n'),
    stop: () => server.forceShutdown(),
  };
}

function answer<Q, A>(respond: (request: Q) => A) {
  return (call: ServerUnaryCall<Q, A>, done: sendUnaryData<A>): void => done(null, respond(call.request));
}

/** A URN as the engine makes it: the type of the parent, then the own type, then the name. */
function urn(parent: string, type: string, name: string): string {
  const parentType = parent.split('::')[2];
  const qualified = parentType === undefined || parentType === STACK ? type : `${parentType}$${type}`;
  return `urn:pulumi:test::gatewatch::${qualified}::${name}`;
}

const STACK = 'pulumi:pulumi:Stack';
