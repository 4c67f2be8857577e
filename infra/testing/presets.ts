import { type StackModel, stackModel } from '../model/stack';
import { modelOf } from './stacks';

/** An admin token, for presets whose metrics ask for it. */
const TOKEN = { secret: 'gateway-token', key: 'token' };

/** The development stack around gateways of a preset. */
export function modelWithPreset(preset: string): StackModel {
  const { config } = modelOf('dev');
  const gateways = config.gateways.map((gateway) => ({ ...gateway, metricsToken: TOKEN }));
  return stackModel({ ...config, preset, gateways });
}

/** A stack that runs three pods of a gateway whose metrics are on its own port and ask for a token. */
export function modelOfApiGateway(): StackModel {
  const { config } = modelOf('dev');
  return stackModel({
    ...config,
    preset: 'api-gateway',
    example: { ...config.example, run: false },
    gateways: [
      {
        service: 'api-gateway',
        namespace: 'gateways',
        selector: { app: 'api-gateway' },
        metricsPort: 'http',
        metricsTargetPort: 8000,
        metricsToken: TOKEN,
        workload: {
          image: 'registry.example.com/api-gateway:1.4.0',
          replicas: 3,
          port: 8000,
          user: 1000,
          env: { JAEGER_ENDPOINT: 'jaeger.monitoring.svc.cluster.local:14268', PRICE: '$5' },
        },
      },
    ],
  });
}
