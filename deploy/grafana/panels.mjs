// Building blocks of the dashboards: each function makes one panel or one row, in Grafana's format.
//
// A panel has a title, a description in one sentence, and queries: a text, or an object of legend → query. {{label}} in a
// legend is replaced by the label's value. `look` is its appearance:
//   unit        Grafana's name of the unit (s, percentunit, bytes, …); none for counts
//   thresholds  bounds of fine, late and wrong: see `limits` below
//   width       of the 24 columns; panels without a width share the rest of their row
//   …           other field options of Grafana: min, max, decimals, noValue

export const DATASOURCE = { type: 'prometheus', uid: 'turnout-prometheus' };

const GREEN = { value: null, color: 'green' };
export const limits = {
  none: [GREEN],
  anyIsBad: [GREEN, { value: 1, color: 'red' }],
  objective: [{ value: null, color: 'red' }, { value: 0.95, color: 'green' }],
  share: [{ value: null, color: 'red' }, { value: 0.9, color: 'orange' }, { value: 0.95, color: 'green' }],
  town: [GREEN, { value: 300, color: 'red' }],
  country: [GREEN, { value: 600, color: 'red' }],
  promises: [GREEN, { value: 300, color: 'orange' }, { value: 600, color: 'red' }],
  mustBeUp: [{ value: null, color: 'red' }, { value: 1, color: 'green' }],
  // Bounds in the panel's unit; the second is the worse one.
  above: (late, wrong) => [GREEN, { value: late, color: 'orange' }, { value: wrong, color: 'red' }],
  below: (low, wrong) => [{ value: null, color: 'red' }, { value: wrong, color: 'orange' }, { value: low, color: 'green' }],
};

const LETTERS = 'ABCDEFGH';
const asLegends = (queries) => (typeof queries === 'string' ? { __auto: queries } : queries);
const targets = (queries, how) => Object.entries(asLegends(queries)).map(([legendFormat, expr], index) => ({
  refId: LETTERS[index], datasource: DATASOURCE, editorMode: 'code', expr, legendFormat, ...how,
}));

function panel(type, title, description, look, { overrides = [], ...rest }) {
  const { thresholds = limits.none, width, custom, colors = 'thresholds', ...field } = look;
  return {
    type, title, description, datasource: DATASOURCE, width, ...rest,
    fieldConfig: {
      defaults: { ...field, color: { mode: colors }, thresholds: { mode: 'absolute', steps: thresholds }, custom },
      overrides,
    },
  };
}

const RANGE = { range: true };
const INSTANT = { instant: true, range: false };
const LAST = { calcs: ['lastNotNull'], fields: '', values: false };

// One large number for each query.
export const stat = (title, description, queries, look = {}) => panel('stat', title, description, look, {
  targets: targets(queries, INSTANT),
  options: {
    reduceOptions: LAST, colorMode: 'background', graphMode: 'none', justifyMode: 'center', textMode: 'auto',
    wideLayout: true, showPercentChange: false, orientation: 'auto',
  },
});

// Lines over time; a threshold is drawn as a dashed line. `stacked`: as areas on top of one another.
export const series = (title, description, queries, { stacked = false, ...look } = {}) =>
  panel('timeseries', title, description, {
    colors: 'palette-classic', min: 0, ...look,
    custom: {
      lineWidth: stacked ? 0 : 2, fillOpacity: stacked ? 70 : 5, showPoints: 'never', spanNulls: false,
      stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
      thresholdsStyle: { mode: look.thresholds ? 'dashed' : 'off' },
    },
  }, {
    targets: targets(queries, RANGE),
    options: {
      legend: { displayMode: 'table', placement: 'right', showLegend: true, calcs: ['lastNotNull', 'max'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  });

// A horizontal bar for each series, coloured by the thresholds.
export const bars = (title, description, queries, look = {}) => panel('bargauge', title, description, { min: 0, ...look }, {
  targets: targets(queries, INSTANT),
  options: {
    reduceOptions: LAST, displayMode: 'basic', valueMode: 'color', namePlacement: 'left', showUnfilled: true, sizing: 'auto',
    minVizWidth: 8, minVizHeight: 16, maxVizHeight: 32, orientation: 'horizontal',
  },
});

// The distribution of a histogram's observations over time.
export const heatmap = (title, description, query, look = {}) => panel('heatmap', title, description, { width: look.width }, {
  targets: targets({ '{{le}}': query }, { ...RANGE, format: 'heatmap' }),
  options: {
    calculate: false, cellGap: 1, showValue: 'never', legend: { show: true },
    rowsFrame: { layout: 'auto' }, yAxis: { unit: look.unit, axisPlacement: 'left', reverse: false },
    color: {
      mode: 'scheme', scheme: 'Oranges', fill: 'dark-orange', scale: 'exponential', exponent: 0.5, steps: 64, reverse: false,
    },
    tooltip: { mode: 'single', yHistogram: true }, exemplars: { color: 'rgba(255,0,255,0.7)' },
  },
});

// A row for each combination of labels, which all columns must have; `columns` are queries, or [query, look], by the
// heading. Sorted by the first one, `descending` or not.
export function table(title, description, columns, { descending = false, ...look } = {}) {
  const all = Object.entries(columns).map(([heading, column]) => [heading, ...[column].flat()]);
  const [[first]] = all;
  // Grafana's names of the value columns: with one query, and with several.
  const renameByName = { Value: first };
  all.forEach(([heading], index) => { renameByName[`Value #${LETTERS[index]}`] = heading; });
  return panel('table', title, description, { ...look, custom: { align: 'auto', inspect: false } }, {
    targets: targets(Object.fromEntries(all), { ...INSTANT, format: 'table' }),
    transformations: [
      { id: 'merge', options: {} },
      { id: 'organize', options: { excludeByName: { Time: true }, indexByName: {}, renameByName } },
    ],
    options: { frameIndex: 0, showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: first, desc: descending }] },
    overrides: all.map(([heading, , columnLook = {}]) =>
      ({ matcher: { id: 'byName', options: heading }, properties: properties(columnLook) })),
  });
}

// A column's own look.
const properties = ({ thresholds, ...field }) => [
  ...Object.entries(field).map(([id, value]) => ({ id, value })),
  ...(thresholds ? [{ id: 'thresholds', value: { mode: 'absolute', steps: thresholds } },
    { id: 'custom.cellOptions', value: { type: 'color-text' } }] : []),
];

// The alerts of Prometheus that fire or are about to. `filter`: labels as in a query.
export const alerts = (title, description, filter, { width } = {}) => ({
  type: 'alertlist', title, description, width, datasource: DATASOURCE,
  options: {
    viewMode: 'list', groupMode: 'default', groupBy: [], maxItems: 30, sortOrder: 3, dashboardAlerts: false, alertName: '',
    alertInstanceLabelFilter: filter, datasource: 'Prometheus', showInstances: true, showInactiveAlerts: false,
    stateFilter: { firing: true, pending: true, error: true, noData: false, normal: false },
  },
});

// Panels side by side under a heading; `height` in Grafana's units of 30 pixels.
export const row = (title, height, ...panels) => ({ title, height, panels });
