import type { KubernetesObject } from '../kubernetes/object';
import type { Component } from '../model/endpoints';
import type { StackModel } from '../model/stack';
import { alertmanagerObjects } from './alertmanager/resources';
import { collectorObjects } from './collector/resources';
import { exampleObjects } from './example/resources';
import { gatewaysObjects } from './gateways/resources';
import { grafanaObjects } from './grafana/resources';
import { lokiObjects } from './loki/resources';
import { namespaceObjects } from './namespace/resources';
import { networkObjects } from './network/resources';
import { operatorObjects } from './operator/resources';
import { prometheusObjects } from './prometheus/resources';
import { samplerObjects } from './sampler/resources';
import { tempoObjects } from './tempo/resources';

/** What is created as a unit. */
export type Unit = 'namespace' | 'network' | 'gateways' | 'example' | Component;

/** Each unit's objects, the namespace first, as everything else lives in it. */
const OBJECTS: Readonly<Record<Unit, (model: StackModel) => KubernetesObject[]>> = {
  namespace: namespaceObjects,
  network: networkObjects,
  operator: operatorObjects,
  tempo: tempoObjects,
  loki: lokiObjects,
  sampler: samplerObjects,
  collector: collectorObjects,
  alertmanager: alertmanagerObjects,
  prometheus: prometheusObjects,
  grafana: grafanaObjects,
  gateways: gatewaysObjects,
  example: exampleObjects,
};

export const UNITS = Object.keys(OBJECTS) as readonly Unit[];

/** The Kubernetes objects of one unit. */
export function objectsOf(unit: Unit, model: StackModel): KubernetesObject[] {
  return OBJECTS[unit](model);
}
