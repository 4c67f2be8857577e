'use strict';

const { contract } = require('../../../instrumentation/dist/contract');

/** Label sets of each histogram; with 14 buckets a label set is 17 samples. */
const LABEL_SETS = Number(process.env.BENCH_LABEL_SETS);
const OBSERVATIONS = 3;

/** Both histograms of the HTTP pack, filled. */
const histograms = ['http.request.duration', 'http.client.request.duration'].map((id) => ({
  id,
  spec: contract[id],
  labelSets: Array.from({ length: LABEL_SETS }, (_, n) => labelsOf(contract[id], n)),
}));

function labelsOf({ labels }, n) {
  // 200 routes or 50 upstreams, times methods and status codes: the caps of the contract hold them all.
  const values = {
    method: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'][Math.floor(n / 40) % 5],
    route: `/api/v1/customers/:customer/orders/${n % 200}`,
    server_address: `orders-${n % 40}.internal.example:8443`,
    status_code: String(200 + Math.floor(n / 200)),
  };
  return Object.fromEntries(Object.keys(labels).map((key) => [key, values[key]]));
}

/** Calls `observe` for each observation. */
function fill(observe) {
  for (const { id, spec, labelSets } of histograms) {
    for (const labels of labelSets) {
      for (let n = 0; n < OBSERVATIONS; n++) observe(id, spec, labels, 0.004 * 7 ** n);
    }
  }
}

module.exports = { fill, histograms };
