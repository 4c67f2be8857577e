import { type BoardDefinition } from '../../kit/definition';
import { authentication } from './authentication';
import { limits } from './limits';
import { secrets } from './secrets';
import { strangers } from './strangers';

/** Who tries to get in, who asks too much, who scans, and which secrets turn up in telemetry. */
export const securityBoard: BoardDefinition = {
  name: 'securityEvents',
  folder: 'security',
  needs: ['http'],
  description:
    'Authentication, limits, scanners and malformed traffic, and secrets that telemetry had to mask.',
  tags: ['security'],
  scope: 'gateways',
  from: 'now-6h',
  rows: (sources) => [
    ...(sources.has('security') ? [authentication(sources)] : []),
    ...(sources.has('rate-limit') ? [limits(sources)] : []),
    strangers(sources),
    secrets(),
  ],
};
