import * as pulumi from '@pulumi/pulumi';
import { objectsOf, type Unit } from '../components';
import type { StackModel } from '../model/stack';
import { createObject } from './create';

/** One unit of the stack with all its Kubernetes objects. */
export class StackUnit extends pulumi.ComponentResource {
  /** Logical names of the objects, for whoever looks at the state. */
  readonly objects: pulumi.Output<readonly string[]>;

  constructor(unit: Unit, model: StackModel, options: pulumi.ComponentResourceOptions) {
    super(`gatewatch:infra:${unit[0]?.toUpperCase()}${unit.slice(1)}`, unit, {}, options);
    // Pulumi hands the provider of a component down to its children, but not what the component depends on.
    const childOptions = {
      parent: this,
      ...(options.dependsOn === undefined ? {} : { dependsOn: options.dependsOn }),
    };
    const created = objectsOf(unit, model).map((object) => createObject(object, childOptions));
    this.objects = pulumi.all(created.map(({ urn }) => urn));
    this.registerOutputs({ objects: this.objects });
  }
}
