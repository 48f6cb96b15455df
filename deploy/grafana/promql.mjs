// Building blocks of the dashboards' queries. `by` are labels, "service, method"; '' is one series for all.

export const CITY = 'district=~"$district"';

export const sum = (by, expr) => (by ? `sum by (${by}) (${expr})` : `sum(${expr})`);
export const rate = (by, metric, filter = CITY) => sum(by, `rate(${metric}{${filter}}[$__rate_interval])`);
export const increase = (by, metric, filter = CITY, window = '$__range') => sum(by, `increase(${metric}{${filter}}[${window}])`);

// `buckets`: a function from labels to the sums of a histogram's buckets by these labels.
export const quantile = (q, by, buckets) => `histogram_quantile(${q}, ${buckets(by ? `le, ${by}` : 'le')})`;

// A gauge of the district's state. Every process of a service exports the same value.
export const state = (by, metric, filter = CITY) => sum(by, `max without (instance, service) (${metric}{${filter}})`);
