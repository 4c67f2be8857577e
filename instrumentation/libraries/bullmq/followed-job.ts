import { createContextKey } from '@opentelemetry/api';

/** True in the context of a job that the preload has taken up by itself: what is taken up once more by hand goes on there. */
export const FOLLOWED_JOB = createContextKey('gatewatch.followed-job');
