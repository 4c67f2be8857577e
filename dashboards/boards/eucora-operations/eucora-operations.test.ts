import { BOARDS } from '../../../instrumentation/contract';
import { presets } from '../../../instrumentation/presets';
import { EUCORA } from '../../../alerts/thresholds';
import { freshBoards } from '../../kit/fixture';
import { panels } from '../../kit/targets';

const { model } = freshBoards(presets['eucora']).find(({ uid }) => uid === BOARDS.eucoraOperations.uid)!;
const drawn = panels(model);

interface Options {
  readonly legend?: { readonly showLegend: boolean };
  readonly tooltip?: { readonly mode: string };
}

describe('the board of the control plane', () => {
  it('has the eight panels', () => {
    expect(drawn.map(({ title, type }) => [title, type])).toEqual([
      ['Deployment Rate', 'timeseries'],
      ['Connector Health Status', 'stat'],
      ['Deployment & Promotion Success Rates', 'timeseries'],
      ['Deployment Duration Percentiles', 'timeseries'],
      ['Circuit Breaker State Changes', 'timeseries'],
      ['API Response Latency', 'timeseries'],
      ['Celery Task Execution Time', 'timeseries'],
      ['System Error Rates', 'timeseries'],
    ]);
  });

  it('asks again every 10 seconds and shows the last hour', () => {
    expect(model).toMatchObject({ refresh: '10s', time: { from: 'now-1h', to: 'now' } });
  });

  it('has the tags of the control plane', () => {
    expect(model.tags).toEqual(
      expect.arrayContaining(['eucora', 'control-plane', 'deployment', 'operations']),
    );
  });

  it('has series with a legend, tooltips with values, and thresholds in green, yellow and red', () => {
    for (const panel of drawn) {
      const colors = panel.fieldConfig?.defaults.thresholds?.steps.map(({ color }) => color) ?? [];
      const isJudged = panel.title !== 'Deployment Rate';
      expect([panel.title, [...colors].sort()]).toEqual([
        panel.title,
        isJudged ? ['green', 'red', 'yellow'] : ['text'],
      ]);
      if (panel.type !== 'timeseries') continue;
      const { legend, tooltip } = panel.options as Options;
      expect([legend?.showLegend, tooltip?.mode]).toEqual([true, 'multi']);
      for (const { legendFormat } of panel.targets as { legendFormat?: string }[]) {
        expect(legendFormat).toBeTruthy();
      }
    }
  });

  it('draws its red lines where its alerts fire', () => {
    const red = (title: string) =>
      drawn
        .find((panel) => panel.title === title)
        ?.fieldConfig?.defaults.thresholds?.steps.find(({ color }) => color === 'red')?.value;
    expect(red('Deployment Duration Percentiles')).toBe(EUCORA.deploymentP95Seconds);
    expect(red('API Response Latency')).toBe(EUCORA.latencyP95Seconds);
  });
});
