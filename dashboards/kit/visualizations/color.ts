import { FieldColorBuilder, type FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';

/** How values get their colour. */
export function color(mode: FieldColorModeId): FieldColorBuilder {
  return new FieldColorBuilder().mode(mode);
}
