import * as pulumi from '@pulumi/pulumi';
import type { KubernetesObject } from '../kubernetes/object';
import { createObject } from './create';

/** One unit of the stack with all its Kubernetes objects. */
export class StackUnit extends pulumi.ComponentResource {
  /** Logical names of the objects, for whoever looks at the state. */
  readonly objects: pulumi.Output<readonly string[]>;

  /**
   * @param name of the unit, which is also the end of its type
   * @param each options of each object
   */
  constructor(
    name: string,
    objects: readonly KubernetesObject[],
    options: pulumi.ComponentResourceOptions,
    each: pulumi.CustomResourceOptions = {},
  ) {
    super(`gatewatch:infra:${name[0]?.toUpperCase()}${name.slice(1)}`, name, {}, options);
    // Pulumi hands the provider of a component down to its children, but not what the component depends on.
    const childOptions = {
      ...each,
      parent: this,
      ...(options.dependsOn === undefined ? {} : { dependsOn: options.dependsOn }),
    };
    const created = objects.map((object) => createObject(object, childOptions));
    this.objects = pulumi.all(created.map(({ urn }) => urn));
    this.registerOutputs({ objects: this.objects });
  }
}
