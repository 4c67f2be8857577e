import { type EChartsOption, init } from 'echarts';
import { type Size } from '../drawing';

// The library has no canvas here and estimates the width of text by that of Helvetica.
const FONT = 'Helvetica, Arial, Liberation Sans, sans-serif';

/** Text of an SVG element that shows the option. The same option gives the same text. */
export function renderChart(option: EChartsOption, { width, height }: Size): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: FONT }, ...option });
    return still(chart.renderToSVGString({ useViewBox: true }));
  } finally {
    chart.dispose();
  }
}

/**
 * Without the rules for a pointer, which nothing here reacts to, and their names, which count up over the life of the
 * process.
 */
function still(svg: string): string {
  return svg
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/ (class|ecmeta_\w+|pointer-events|stroke-linejoin)="[^"]*"/g, '')
    .replace(/ (d|x|y|transform)="[^"]*"/g, (attribute) => attribute.replace(/\d+\.\d+/g, tenths));
}

/** A tenth of a pixel is as fine as a chart is drawn. */
function tenths(number: string): string {
  return String(Math.round(Number(number) * 10) / 10);
}

const ID = /zr\d+-(c|g|p|s|i)/g;

/** The same picture with its ids under a name: an id counts for the whole page. */
export function withIds(svg: string, name: string): string {
  return svg.replace(ID, `${name}-$1`);
}
