#!/usr/bin/env node
import { describeAddress } from '../admin/address';
import { loadConfig } from '../config/load';
import { variableTable } from '../config/reference';
import type { Config } from '../config/types';
import { packageVersion } from '../version';
import { alertsCall, callAlertsServer } from './alerts';
import { parseCommand, USAGE, UsageError } from './arguments';
import { describeConfig } from './config';
import { fetchHealth } from './health';

/** A probe that takes longer than this tells its own story. */
const HEALTH_TIMEOUT_MS = 5000;

const FAILURE = 1;
const BAD_USAGE = 2;

/** Where the admin port is by its configuration. */
function adminUrl({ admin: { host, port, tls } }: Config): string {
  if (port === 'none') throw new UsageError('the configuration opens no admin port: give --url');
  return describeAddress({ host, port, socket: undefined }, tls === undefined ? 'http' : 'https');
}

async function main(args: readonly string[]): Promise<number> {
  const loaded = loadConfig(process.env);
  const command = parseCommand(args, () => adminUrl(loaded.config));
  switch (command.name) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'version':
      process.stdout.write(`${packageVersion()}\n`);
      return 0;
    case 'variables':
      process.stdout.write(variableTable());
      return 0;
    case 'config': {
      const { config, problems } = describeConfig(loaded);
      process.stdout.write(config);
      process.stderr.write(problems);
      return problems === '' ? 0 : FAILURE;
    }
    case 'alerts': {
      const { url, ...secret } = loaded.config.alerts;
      const server = command.url ?? url;
      if (server === undefined)
        throw new UsageError('the server is missing: set GATEWATCH_ALERTS_URL, or give --url');
      const { ok, text } = await callAlertsServer({ ...secret, url: server }, alertsCall(command.words));
      process.stdout.write(text);
      return ok ? 0 : FAILURE;
    }
    case 'health': {
      const health = await fetchHealth(command.url, HEALTH_TIMEOUT_MS);
      process.stdout.write(`${JSON.stringify(health, undefined, 2)}\n`);
      return health.status === 'ok' ? 0 : FAILURE;
    }
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`gatewatch: ${error instanceof Error ? error.message : String(error)}\n`);
    if (isUsage) process.stderr.write(`\n${USAGE}`);
    process.exitCode = isUsage ? BAD_USAGE : FAILURE;
  },
);
