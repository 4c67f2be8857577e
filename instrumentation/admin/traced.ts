import type { ServerObserver } from '../http/observer';
import { outcomeOf } from '../http/outcome';
import type { AdminHandler } from './routes';

/**
 * Makes a request to the preload itself part of a trace, as requests to the gateway are, so that there is a context to
 * tell of. It is in no metric of requests.
 * @param route template of its path
 */
export function traced(observer: ServerObserver, route: string, handler: AdminHandler): AdminHandler {
  return (asked) => {
    const { request, response } = asked.exchange;
    const observation = observer.start(request, response);
    response.once('close', () => {
      const { statusCode, writableFinished: isComplete } = response;
      const end = { statusCode, isComplete, isClientGone: !isComplete, brokenOff: undefined };
      observation?.end({ route, statusCode, outcome: outcomeOf(end), error: undefined });
    });
    return handler(asked);
  };
}
