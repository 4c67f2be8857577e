import type { Preset } from '../../instrumentation/contract';
import { endpointDemand } from '../requirements/demand';
import type { Requirement } from '../requirements/ledger';
import type { Evidence } from './evidence';

/** Evidence that follows from the requirement itself, so that no table has to repeat it; empty for kinds without. */
export function derivedEvidence(preset: Preset, { id, kind, demand }: Requirement): readonly Evidence[] {
  switch (kind) {
    case 'metric':
    case 'label set':
    case 'buckets': {
      const metric = preset.requirements?.[id];
      return metric === undefined ? [] : [{ kind: 'metric', reference: metric }];
    }
    case 'endpoint': {
      const endpoint = endpointDemand(demand);
      const isOwn = endpoint?.status === 200 && !/(^|; )of |ordinary route/.test(endpoint.rest);
      return isOwn ? [{ kind: 'endpoint', reference: `${endpoint.method} ${endpoint.path}` }] : [];
    }
    case 'job and interval':
      return found('job', /^job `([^`]+)` scrapes/, demand);
    case 'resource or span attribute':
      return [
        ...found('resource', /^resource attribute `([^`]+)`/, demand),
        ...found('span', /^span attribute `(\w+)`:/, demand),
      ];
    case 'log key':
      return demand.startsWith('`job`')
        ? found('loki', /Loki label with the value (\S+)/, demand)
        : found('log', /^`(\w+)`: (?:time|severity|text|id of the current)/, demand);
    case 'alert':
      return found('alert', /^`(\w+)`/, demand);
    case 'variable':
      return found('variable', /^`(\w+)`/, demand);
    default:
      return [];
  }
}

function found(kind: Evidence['kind'], pattern: RegExp, demand: string): readonly Evidence[] {
  const reference = pattern.exec(demand)?.[1];
  return reference === undefined ? [] : [{ kind, reference }];
}
