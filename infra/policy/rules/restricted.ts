import { containersOf, podsOf } from '../pods';
import type { PolicyRule } from '../rule';

/** Pod Security Standards, level `restricted`, and a root file system that cannot be written. */
export const restricted: PolicyRule = {
  name: 'pods-are-restricted',
  description: 'Pods meet Pod Security `restricted`, and their root file system cannot be written.',
  level: 'mandatory',
  check: (objects) => [
    ...podsOf(objects).flatMap(({ owner, pod }) => {
      const host = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((key) => pod[key] === true);
      const { securityContext } = pod;
      return [
        ...host.map((key) => `${owner}: ${key} is true: take it away`),
        ...(securityContext?.runAsNonRoot === true
          ? []
          : [`${owner}: securityContext.runAsNonRoot is not true`]),
        ...(securityContext?.seccompProfile?.type === 'RuntimeDefault'
          ? []
          : [`${owner}: securityContext.seccompProfile.type is not RuntimeDefault`]),
        ...((securityContext?.runAsUser ?? 1) > 0
          ? []
          : [`${owner}: securityContext.runAsUser is 0, which is root`]),
        ...(pod.volumes ?? [])
          .filter((volume) => 'hostPath' in volume)
          .map(({ name }) => `${owner}: volume ${name} is a hostPath: use another kind of volume`),
      ];
    }),
    ...containersOf(objects).flatMap(({ at, container: { securityContext: own = {} } }) => [
      ...(own.privileged === true ? [`${at} is privileged`] : []),
      ...(own.allowPrivilegeEscalation === false ? [] : [`${at}: allowPrivilegeEscalation is not false`]),
      ...(own.readOnlyRootFilesystem === true ? [] : [`${at}: readOnlyRootFilesystem is not true`]),
      ...(own.capabilities?.drop?.includes('ALL') === true ? [] : [`${at}: capabilities.drop lacks ALL`]),
      ...(own.capabilities?.add ?? []).map((capability) => `${at}: capabilities.add holds ${capability}`),
    ]),
  ],
};
