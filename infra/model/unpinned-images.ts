import type { StackConfig } from '../config/schema';

/** Images that are named by a tag alone, which a registry may move; the example's only where it runs. */
export function unpinnedImages({ images, example, gateways }: StackConfig): readonly string[] {
  return [
    ...Object.entries(images)
      .filter(([name]) => name !== 'example' || example.run)
      .map(([, image]) => image),
    ...gateways.flatMap(({ workload }) => (workload === undefined ? [] : [workload.image])),
  ].filter((image) => !image.includes('@sha256:'));
}
