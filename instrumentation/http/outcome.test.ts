import { outcomeOf, type ResponseEnd } from './outcome';

const complete: ResponseEnd = {
  statusCode: 200,
  isComplete: true,
  isClientGone: false,
  brokenOff: undefined,
};

test.each([
  [{}, 'ok'],
  [{ statusCode: 304 }, 'ok'],
  [{ statusCode: 404 }, 'client_error'],
  [{ statusCode: 503 }, 'server_error'],
  // The client has everything; that it closes now is its good right.
  [{ isClientGone: true }, 'ok'],
  [{ isComplete: false, isClientGone: true }, 'client_aborted'],
  [{ isComplete: false }, 'server_aborted'],
  [{ isComplete: false, isClientGone: true, brokenOff: 'timeout' }, 'timeout'],
  [{ isComplete: false, brokenOff: 'malformed' }, 'malformed'],
  // The gateway answered a timeout by itself.
  [{ statusCode: 408, brokenOff: 'timeout' }, 'client_error'],
] as const)('%j is %s', (end, outcome) => {
  expect(outcomeOf({ ...complete, ...end })).toBe(outcome);
});
