import type { StackConfig } from '../config/schema';

/** An image of a stack and the key of the stack file at which it stands. */
export interface StackImage {
  readonly path: readonly (string | number)[];
  readonly image: string;
}

/** Every image of a stack, also of the gateways that it runs; the example's only where it runs. */
export function stackImages({ images, example, gateways }: StackConfig): readonly StackImage[] {
  return [
    ...Object.entries(images)
      .filter(([name]) => name !== 'example' || example.run)
      .map(([name, image]) => ({ path: ['images', name], image })),
    ...gateways.flatMap(({ workload }, index) =>
      workload === undefined
        ? []
        : [{ path: ['gateways', index, 'workload', 'image'], image: workload.image }],
    ),
  ];
}
