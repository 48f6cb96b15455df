// Every query of a dashboard, in the order variables, annotations, panels.
//
// A query: `panel` (its title), `part` (which query of the panel, if there are several), `legend`, `expr`, `unit`, and
// `form`, how Grafana runs it: "values" (label_values), "range" or "instant".

const variables = (dashboard) => dashboard.templating.list.map(({ name, label, query }) =>
  ({ panel: `variable ${label}`, part: '', legend: '', expr: query.query, form: 'values', variable: name }));

const annotations = (dashboard) => dashboard.annotations.list.map(({ name, expr, textFormat }) =>
  ({ panel: `annotation ${name}`, part: '', legend: textFormat, expr, form: 'range' }));

// A column of a table may have its own unit.
function unitOf({ fieldConfig }, legend) {
  const own = fieldConfig.overrides.find(({ matcher }) => matcher.options === legend);
  return own?.properties.find(({ id }) => id === 'unit')?.value ?? fieldConfig.defaults.unit;
}

const LABEL = /\{\{(\w+)\}\}/g;

function queriesOfPanel(panel) {
  const targets = panel.targets ?? [];
  return targets.map(({ expr, legendFormat, instant }) => ({
    panel: panel.title,
    part: targets.length > 1 ? legendFormat.replace(LABEL, '').trim() : '',
    legend: (legendFormat.match(LABEL) ?? []).join(' '),
    expr, unit: unitOf(panel, legendFormat), form: instant ? 'instant' : 'range',
  }));
}

export const queriesOf = (dashboard) =>
  [...variables(dashboard), ...annotations(dashboard), ...dashboard.panels.flatMap(queriesOfPanel)];

const duration = (seconds) => `${Math.ceil(seconds * 1000)}ms`;

// Replaces Grafana's variables in the expression. `variables`: the values of each; all of them are selected.
// An unknown variable is an error, because Grafana would leave it in the query.
export function filled(expr, { rangeS, stepS, scrapeS, variables }) {
  const known = {
    __range: duration(rangeS),
    __interval: duration(stepS),
    __rate_interval: duration(Math.max(4 * scrapeS, stepS + scrapeS)),
    ...Object.fromEntries(Object.entries(variables).map(([name, values]) => [name, `(${values.join('|')})`])),
  };
  return expr.replace(/\$(\w+)/g, (text, name) => {
    if (!(name in known)) throw new Error(`unknown variable ${text}`);
    return known[name];
  });
}
