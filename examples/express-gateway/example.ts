import { errorCheck, type Example, requestChecks } from '../frame';
import { scenario } from './scenario';

/** An ordinary Express gateway in front of one service, under the default preset. */
export const expressGateway: Example = {
  preset: 'default',
  folder: 'express-gateway',
  processes: [
    {
      name: 'upstream',
      about: 'the example upstream',
      run: { script: 'upstream.js' },
      preload: { service: 'express-upstream' },
    },
    {
      name: 'gateway',
      about: 'the example gateway',
      run: { script: 'gateway.js' },
      preload: { service: 'express-gateway' },
      env: (at) => ({ UPSTREAM_URL: at.url('upstream') }),
      needs: ['upstream'],
    },
  ],
  probe: { path: '/orders/42', through: ['express-upstream'] },
  fault: 'upstream',
  traffic: 'plan.js',
  scenario,
  ledgerChecks: ({ exchanges }) => [...requestChecks(exchanges), errorCheck(exchanges)],
};
