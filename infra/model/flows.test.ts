import { modelOf } from '../testing/stacks';
import { type Flow, flowsOf, type Party } from './flows';

const name = (party: Party): string =>
  party.kind === 'component' ? party.component : party.kind === 'gateway' ? party.service : party.name;
const text = ({ from, to, ports }: Flow): string =>
  `${name(from)} -> ${name(to)} ${ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ')}`;

it('lists who talks to whom in dev', () => {
  expect(flowsOf(modelOf('dev').config).map(text)).toEqual([
    'prometheus -> gateway 9464/TCP',
    'gateway -> collector 4317/TCP 4318/TCP',
    'prometheus -> operator 8080/TCP',
    'prometheus -> collector 8888/TCP',
    'prometheus -> collector 8889/TCP',
    'prometheus -> prometheus 9090/TCP',
    'prometheus -> alertmanager 9093/TCP',
    'prometheus -> tempo 3200/TCP',
    'prometheus -> loki 3100/TCP',
    'prometheus -> grafana 3000/TCP',
    'collector -> tempo 4317/TCP',
    'collector -> loki 3100/TCP',
    'prometheus -> alertmanager 9093/TCP',
    'alertmanager -> receivers 443/TCP',
    'alertmanager -> example-receiver 8082/TCP',
    'grafana -> prometheus 9090/TCP',
    'grafana -> tempo 3200/TCP',
    'grafana -> loki 3100/TCP',
    'grafana -> alertmanager 9093/TCP',
    'prometheus -> api-server 443/TCP 6443/TCP',
    'operator -> api-server 443/TCP 6443/TCP',
    'collector -> dns 53/TCP 53/UDP',
    'prometheus -> dns 53/TCP 53/UDP',
    'alertmanager -> dns 53/TCP 53/UDP',
    'grafana -> dns 53/TCP 53/UDP',
  ]);
});

it('adds gossip between several Alertmanagers and the way in for people in prod', () => {
  const dev = new Set(flowsOf(modelOf('dev').config).map(text));
  const added = flowsOf(modelOf('prod').config)
    .map(text)
    .filter((flow) => !dev.has(flow));
  expect(added).toEqual([
    'alertmanager -> alertmanager 9094/TCP 9094/UDP',
    'prometheus -> remote write mimir 8080/TCP',
    'ingress -> grafana 3000/TCP',
  ]);
});
