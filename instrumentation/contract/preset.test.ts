import { gatewayJobs, type Preset } from './preset';

const preset: Preset = { name: 'x', packs: [], metrics: {} };

describe('gatewayJobs', () => {
  it("is Gatewatch's own job where a preset names none", () => {
    expect(gatewayJobs(preset)).toEqual(['gateway']);
  });

  it('is every job that scrapes a gateway, and no other', () => {
    const job = { target: 'a:1', path: '/metrics', interval: '15s' } as const;
    const scrape = {
      interval: '15s',
      jobs: [
        { ...job, name: 'api', scrapes: 'gateway' },
        { ...job, name: 'prometheus', scrapes: 'prometheus' },
        { ...job, name: 'data', scrapes: 'gateway' },
      ],
    } as const;
    expect(gatewayJobs({ ...preset, scrape })).toEqual(['api', 'data']);
  });
});
