import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { API_GATEWAY } from '../../../alerts/thresholds';
import { type BoardDefinition } from '../../kit/definition';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { duration, instant, pie, range, rate, share, stat } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atLeast } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';
import { dimension } from '../../kit/variables';
import {
  activeConnections,
  brokenConnections,
  connectionEvents,
  connectionLife,
  messages,
} from '../panels/websocket';

/** What the gateway is there for: code, images and sessions. */
export const businessMetrics: BoardDefinition = {
  name: 'businessMetrics',
  folder: 'business',
  needs: ['generation', 'websocket', 'websocket-messages', 'http-traffic'],
  description: 'Generations of code and of images, and the sessions of users.',
  tags: ['business', 'api-gateway'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'framework', 'generation.code', 'framework')],
  rows: (sources) => [code(sources), images(sources), sessions(sources)],
};

const where = { framework: chosen('framework') } as const;
const by = ['framework'] as const;

function code({ q }: Sources): RowSpec {
  const done = { where: { ...where, status: 'success' }, by, window } as const;
  const time = (p: number) =>
    range(q.quantile(p, 'generation.code.duration', { where, by, window }), `{{framework}} p${p * 100}`);
  return {
    id: 1,
    title: 'Code Generation',
    panels: [
      share({
        id: 101,
        title: 'Code Generation success rate',
        width: 8,
        description: {
          shows: 'Share of the code generations that succeeded, by framework.',
          bad: 'Below the red line: the alert fires from there.',
          next: 'One framework: its templates or prompts. All: the model server; open failed traces.',
        },
        queries: {
          success: range(
            ratio(q.rate('generation.code', done), q.rate('generation.code', { where, by, window })),
            '{{framework}}',
          ),
        },
        threshold: atLeast(1 - API_GATEWAY.codeFailureRatio),
        alerts: ['CodeGenerationFailures'],
        dataLinks: errorLinks,
      }),
      duration({
        id: 102,
        title: 'Code Generation duration',
        width: 8,
        description: {
          shows: 'Median and 95th percentile of the time that a code generation takes, by framework.',
          bad: 'A framework that gets slower: its prompts grow, or the model server is busy.',
          next: 'Open slow traces; compare with the latency of dependencies on Service Health.',
        },
        queries: { p50: time(0.5), p95: time(0.95) },
        dataLinks: chosenLinks,
      }),
      pie({
        id: 103,
        title: 'Code Generation by framework',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Code generations of the range of the board, by framework.',
          bad: 'Nothing by itself: it shows what users want.',
          next: 'Choose a framework at the top to see it alone.',
        },
        queries: {
          frameworks: instant(
            q.increase('generation.code', { where, by, window: RANGE_WINDOW }),
            '{{framework}}',
          ),
        },
        dataLinks: chosenLinks,
      }),
    ],
  };
}

function images({ q }: Sources): RowSpec {
  const all = q.rate('generation.image', { window });
  const time = (p: number) => range(q.quantile(p, 'generation.image.duration', { window }), `p${p * 100}`);
  return {
    id: 2,
    title: 'Image Generation',
    panels: [
      share({
        id: 201,
        title: 'Image Generation success rate',
        width: 6,
        description: {
          shows: 'Share of the image generations that succeeded.',
          bad: 'Below the red line: the alert fires from there.',
          next: 'See the breaker of the image generator on Service Health; open failed traces.',
        },
        queries: {
          success: range(
            ratio(q.rate('generation.image', { where: { status: 'success' }, window }), all),
            'success',
          ),
        },
        threshold: atLeast(1 - API_GATEWAY.imageFailureRatio),
        alerts: ['ImageGenerationFailures'],
        dataLinks: errorLinks,
      }),
      duration({
        id: 202,
        title: 'Image Generation duration',
        width: 6,
        description: {
          shows: 'Median and 95th percentile of the time that an image takes.',
          bad: 'Longer than users wait.',
          next: 'Compare with the latency of dependencies on Service Health.',
        },
        queries: { p50: time(0.5), p95: time(0.95) },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 203,
        title: 'Image Generation usage',
        width: 6,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Image generations that ended, each second, by status: the pattern of use over the day.',
          bad: 'A peak that fails: there is too little capacity for it.',
          next: 'Widen the range to a week to see the pattern; plan capacity for its peaks.',
        },
        queries: { usage: range(q.rate('generation.image', { by: ['status'], window }), '{{status}}') },
        dataLinks: chosenLinks,
      }),
      total(q.increase('generation.image', { where: { status: 'success' }, window: RANGE_WINDOW })),
    ],
  };
}

function total(images: ReturnType<Sources['q']['increase']>): PanelSpec {
  return stat({
    id: 204,
    title: 'Images of the range',
    width: 6,
    height: 8,
    unit: units.Short,
    description: {
      shows: 'Images that were generated over the range of the board.',
      bad: 'Far fewer than in a like range before.',
      next: 'See the success rate; if it is well, fewer users came.',
    },
    queries: { images: instant(images, 'images') },
    dataLinks: chosenLinks,
  });
}

function sessions(sources: Sources): RowSpec {
  return {
    id: 3,
    title: 'WebSocket Usage',
    panels: [
      activeConnections(sources, { id: 301, title: 'WebSocket Usage: connections', width: 8 }),
      messages(sources, { id: 302, title: 'WebSocket Usage: messages', width: 8 }),
      brokenConnections(sources, { id: 303, title: 'WebSocket Usage: errors', width: 8 }),
      connectionEvents(sources, { id: 304, title: 'Events of connections', width: 12 }),
      connectionLife(sources, { id: 305, title: 'Life of connections', width: 12 }),
    ],
  };
}
