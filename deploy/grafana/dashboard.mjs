// Builds a dashboard in Grafana's format from its rows of panels, its variables and its annotations.
import { DATASOURCE } from './panels.mjs';

const COLUMNS = 24;

// A selection at the top. `query` in the syntax of Grafana's Prometheus data source: label_values(series, label). "All" means
// every value that the query finds, so that a dashboard shows only what its variables offer.
export const variable = (name, label, query) => ({
  type: 'query', name, label, datasource: DATASOURCE, query: { query, refId: name, qryType: 1 },
  multi: true, includeAll: true, current: { selected: true, text: ['All'], value: ['$__all'] },
  refresh: 2, sort: 1, options: [],
});

// Marks on every panel's time axis where `expr` has a value, checked once a minute. {{label}} in `text` is replaced by the
// label's value.
export const annotation = (name, iconColor, expr, text) => ({
  name, iconColor, enable: true, hide: false, datasource: DATASOURCE, expr, titleFormat: name, textFormat: text,
});

// Widths of a row's panels. Panels without a width share the rest.
function widths(panels) {
  const left = COLUMNS - panels.reduce((sum, { width = 0 }) => sum + width, 0);
  const share = Math.floor(left / panels.filter(({ width }) => !width).length);
  return panels.map(({ width }) => width ?? share);
}

function placed(rows) {
  const all = [];
  let y = 0;
  const add = (panel, gridPos) => all.push({ id: all.length + 1, ...panel, gridPos });
  for (const { title, height, panels } of rows) {
    add({ type: 'row', title, collapsed: false, panels: [] }, { x: 0, y, w: COLUMNS, h: 1 });
    let x = 0;
    widths(panels).forEach((w, index) => {
      const { width, ...panel } = panels[index];
      add(panel, { x, y: y + 1, w, h: height });
      x += w;
    });
    y += 1 + height;
  }
  return all;
}

const OTHERS = {
  type: 'dashboards', title: 'Turnout', tags: ['turnout'], asDropdown: false, includeVars: true, keepTime: true,
  icon: 'external link', tooltip: '', targetBlank: false,
};

// `from`: the initial time range. `refresh`: how often the queries are repeated.
export const dashboard = ({ uid, title, description, from, refresh, variables, annotations, rows }) => ({
  uid, title, description, tags: ['turnout'], schemaVersion: 39, editable: false, graphTooltip: 1, timezone: 'browser',
  time: { from, to: 'now' }, refresh, links: [OTHERS],
  templating: { list: variables }, annotations: { list: annotations }, panels: placed(rows),
});
