import type { Deployment } from '@pulumi/pulumi/automation';

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly retainOnDelete?: boolean;
}

const DEFINITION = /^kubernetes:apiextensions\.k8s\.io\/v1:CustomResourceDefinition$/;

/** URNs of the definitions in a state. */
export function definitionUrns(state: Deployment): string[] {
  return resourcesOf(state)
    .filter(({ type }) => DEFINITION.test(type))
    .map(({ urn }) => urn);
}

/** A state in which definitions are no longer kept when the stack is destroyed; everything else as it was. */
export function releaseDefinitions(state: Deployment): Deployment {
  return {
    ...state,
    deployment: {
      ...(state.deployment as object),
      resources: resourcesOf(state).map((resource) =>
        DEFINITION.test(resource.type) ? { ...resource, retainOnDelete: false } : resource,
      ),
    },
  };
}

function resourcesOf(state: Deployment): readonly StateResource[] {
  return (state.deployment as { readonly resources?: readonly StateResource[] }).resources ?? [];
}
