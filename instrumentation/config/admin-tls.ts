import { adminVariables } from './admin-variables';
import type { Reader } from './reader';
import type { AdminTls } from './types';

/** Files for TLS on the admin port; undefined without TLS. Files that cannot have an effect are reported. */
export function adminTls(reader: Reader): AdminTls | undefined {
  const { adminTlsCertificate, adminTlsKey, adminTlsClientCa } = adminVariables;
  const certificate = reader.find(adminTlsCertificate);
  const key = reader.find(adminTlsKey);
  const clientCa = reader.find(adminTlsClientCa);
  if (certificate !== undefined && key !== undefined) return { certificate, key, clientCa };
  const both = `${adminTlsCertificate.name} and ${adminTlsKey.name}`;
  for (const variable of [adminTlsCertificate, adminTlsKey, adminTlsClientCa]) {
    const path = reader.find(variable);
    if (path !== undefined) reader.report(variable, path, `has no effect without ${both}: there is no TLS`);
  }
  return undefined;
}
