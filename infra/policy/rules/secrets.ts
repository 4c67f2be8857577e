import { containersOf } from '../pods';
import type { PolicyRule } from '../rule';

const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|CREDENTIAL)/i;
/** Names that say where a secret is, or that are no secret at all. */
const NO_SECRET = /(_FILE|_PATH|_URL|_ENABLED)$/i;

export const secrets: PolicyRule = {
  name: 'secrets-come-as-files',
  description:
    'No environment variable holds a secret: neither its value nor a reference that would put it there.',
  level: 'mandatory',
  check: (objects) =>
    containersOf(objects).flatMap(({ at, container }) =>
      (container.env ?? []).flatMap(({ name, value, valueFrom }) => {
        if (valueFrom?.secretKeyRef !== undefined)
          return [`${at}: env ${name} reads a Secret: mount it as a file`];
        const named = SECRET_NAME.test(name) && !NO_SECRET.test(name);
        return named && value !== undefined && value !== ''
          ? [`${at}: env ${name} holds a value: mount a Secret and name the file`]
          : [];
      }),
    ),
};
