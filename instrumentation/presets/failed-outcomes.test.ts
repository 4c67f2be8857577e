import { bind, failedOutcomes } from '../contract';
import { apiGateway } from './api-gateway';
import { defaultPreset } from './default';
import { eucora } from './eucora';
import { gatewayz } from './gatewayz';

it('are those that a caller notices, where the request counter tells them apart', () => {
  expect(failedOutcomes(bind(defaultPreset))).toEqual(['server_error', 'server_aborted', 'timeout']);
});

it.each([gatewayz, eucora, apiGateway])('are 5xx where the status code is all there is ($name)', (preset) => {
  expect(failedOutcomes(bind(preset))).toEqual(['server_error']);
});

it('ask for a request counter', () => {
  expect(() => failedOutcomes(bind({ ...defaultPreset, packs: ['self'], metrics: {} }))).toThrow(
    'metric "http.requests" is not exposed',
  );
});
