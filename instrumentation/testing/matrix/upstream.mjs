// What every gateway of the matrix does for `/orders/:id`: calls its upstream and hands the answer on.
import http from 'node:http';

const agent = new http.Agent({ keepAlive: true });

/** Body of the upstream's answer. */
export function callUpstream() {
  return new Promise((resolve, reject) => {
    http
      .get(process.env.UPSTREAM, { agent }, (answer) => {
        let body = '';
        answer.on('data', (chunk) => (body += chunk)).on('end', () => resolve(body));
      })
      .on('error', reject);
  });
}
