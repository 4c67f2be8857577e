import type { Example } from '../frame';
import { checks } from './checks';
import { API_KEYS, REVOKED_TOKEN, TOKEN_SECRET } from './clients';
import { scenario } from './scenario';

/** An AI gateway with two services of models behind it, and WebSocket sessions. */
export const apiGatewayExample: Example = {
  preset: 'api-gateway',
  folder: 'api-gateway',
  processes: [
    {
      name: 'code-generator',
      about: 'the service that generates code',
      run: { script: 'generator.js' },
      preload: { service: 'code-generator' },
      env: () => ({ GENERATE_MS: '40' }),
      ledgerPath: '/ledger',
    },
    {
      name: 'image-generator',
      about: 'the service that generates images',
      run: { script: 'generator.js' },
      preload: { service: 'image-generator' },
      env: () => ({ GENERATE_MS: '80' }),
      ledgerPath: '/ledger',
    },
    {
      name: 'gateway',
      about: 'the AI gateway',
      run: { script: 'gateway.js' },
      // As its text has it; it changes nothing but where spans and series say that they come from.
      preload: { environment: 'production' },
      env: (at) => ({
        CODE_URL: at.url('code-generator'),
        IMAGE_URL: at.url('image-generator'),
        API_KEYS: JSON.stringify(API_KEYS),
        QUOTAS: JSON.stringify({ trial: 5 }),
        TOKEN_SECRET,
        REVOKED_TOKENS: REVOKED_TOKEN,
        GATEWATCH_DEBUG_ENDPOINTS: 'true',
      }),
      needs: ['code-generator', 'image-generator'],
    },
  ],
  probe: {
    path: '/api/v1/services/code/health',
    through: ['code-generator'],
  },
  fault: 'code-generator',
  traffic: 'plan.js',
  scenario,
  ledgerChecks: checks,
  withoutLedger: {
    'service.health_checks': 'the gateway makes them by a timer that goes on while they are compared',
  },
};
