import * as pulumi from '@pulumi/pulumi';
import type { KubernetesObject } from '../kubernetes/object';
import { stage } from '../kubernetes/stage';
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
    options: Omit<pulumi.ComponentResourceOptions, 'dependsOn'> & { readonly dependsOn?: pulumi.Resource[] },
    each: pulumi.CustomResourceOptions = {},
  ) {
    super(`gatewatch:infra:${name[0]?.toUpperCase()}${name.slice(1)}`, name, {}, options);
    // Pulumi hands the provider of a component down to its children, but not what the component depends on.
    const childOptions = {
      ...each,
      parent: this,
      ...(options.dependsOn === undefined ? {} : { dependsOn: options.dependsOn }),
    };
    const first = objects.filter((object) => stage(object) < 2);
    const before = first.map((object) => createObject(object, childOptions));
    const dependsOn = [...before, ...(options.dependsOn ?? [])];
    const after = objects
      .filter((object) => stage(object) === 2)
      .map((object) => createObject(object, { ...childOptions, dependsOn }));
    const created = [...before, ...after];
    this.objects = pulumi.all(created.map(({ urn }) => urn));
    this.registerOutputs({ objects: this.objects });
  }
}
