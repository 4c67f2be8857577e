/** The style sheet of all pages. */
export const STYLE = `
:root { color-scheme: light; font-family: system-ui, sans-serif; color: #24292e; background: #f4f5f5; }
body { margin: 0 auto; max-width: 1600px; padding: 12px; }
header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline; }
h1 { font-size: 20px; margin: 4px 0; }
h2 { font-size: 15px; margin: 0; align-self: end; }
.hint, .note { color: #57606a; font-size: 12px; }
form { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; font-size: 12px; align-items: end; }
form label { display: flex; flex-direction: column; gap: 2px; }
select, input, button { font: inherit; max-width: 220px; }
.board { display: grid; grid-template-columns: repeat(24, minmax(0, 1fr)); grid-auto-rows: 30px; gap: 8px; }
.panel { background: #fff; border: 1px solid #d8dce0; border-radius: 3px; display: flex; flex-direction: column; min-width: 0; }
.panel > header { flex-wrap: nowrap; gap: 6px; padding: 4px 8px; align-items: center; position: relative; }
.panel h3 { font-size: 13px; margin: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.panel details { font-size: 12px; }
.panel header details[open] > div { position: absolute; z-index: 2; top: 26px; left: 8px; right: 8px; max-height: 320px;
  overflow: auto; background: #fff; border: 1px solid #8b949e; padding: 4px 10px; box-shadow: 0 2px 8px #0003; }
.panel summary { cursor: pointer; color: #57606a; list-style: none; }
.content { flex: 1; min-height: 0; overflow: auto; padding: 0 8px 6px; }
.content > svg { width: 100%; height: 100%; display: block; }
.content.chart { overflow: hidden; }
.numbers { display: flex; flex-wrap: wrap; height: 100%; align-items: center; justify-content: space-evenly; gap: 4px 16px; text-align: center; }
.numbers b { font-size: 22px; font-weight: 600; display: block; }
.numbers span { font-size: 11px; color: #57606a; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th { text-align: left; position: sticky; top: 0; background: #fff; }
th, td { padding: 3px 8px; border-bottom: 1px solid #e7eaed; overflow-wrap: anywhere; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td meter { width: 60px; }
.lines { font: 11px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: 0; list-style: none; }
.level-error, .level-fatal, .level-critical { color: #c4162a; }
.level-warn, .level-warning { color: #a06c00; }
.empty, .not-drawn { height: 100%; display: grid; place-items: center; color: #57606a; font-size: 13px; text-align: center; }
.not-drawn { border: 1px dashed #8b949e; }
.error { color: #c4162a; font-size: 12px; margin: 0; }
a { color: #0a58ca; }
`;
