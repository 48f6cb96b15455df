// Formats a value and the name of its series as a panel shows them.

const digits = (value, most = 3) => `${Number(value.toPrecision(most))}`;

function duration(seconds) {
  const size = Math.abs(seconds);
  if (size < 0.001) return `${digits(seconds * 1e6)} µs`;
  if (size < 1) return `${digits(seconds * 1000)} ms`;
  if (size < 120) return `${digits(seconds)} s`;
  if (size < 7200) return `${digits(seconds / 60)} min`;
  return size < 172_800 ? `${digits(seconds / 3600)} h` : `${digits(seconds / 86_400)} d`;
}

function bytes(count) {
  const power = Math.min(4, Math.floor(Math.log2(Math.max(count, 1)) / 10));
  return `${digits(count / 1024 ** power)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}

const UNITS = {
  s: duration,
  bytes,
  percentunit: (share) => `${digits(share * 100)} %`,
  reqps: (rate) => `${digits(rate)} req/s`,
  ops: (rate) => `${digits(rate)} /s`,
};

// `unit` is Grafana's name of the unit; without one the value is a count.
export function shown(value, unit) {
  if (!Number.isFinite(value)) return `${value}`;
  if (value === 0 && unit === 's') return '0 s';
  return unit ? UNITS[unit](value) : `${Math.abs(value) >= 100 ? Math.round(value) : digits(value)}`;
}

// The name of a series. If the panel has no legend, the values of all its labels.
export function nameOf({ legend }, labels) {
  if (!legend) return Object.entries(labels).filter(([label]) => label !== '__name__').map(([, value]) => value).join(' ');
  return legend.replace(/\{\{(\w+)\}\}/g, (_, label) => labels[label] ?? '');
}
