// Client of a Prometheus server's HTTP API.

export class Prometheus {
  constructor(url) {
    this.url = url.replace(/\/+$/, '');
  }

  // The data of an answer. An error contains Prometheus' message.
  async ask(path, parameters = {}) {
    let response;
    try {
      response = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(parameters)}`,
        { signal: AbortSignal.timeout(30_000) });
    } catch (error) {
      throw new Error(`${this.url} does not answer: ${error.cause?.message ?? error.message}`);
    }
    const answer = await response.json().catch(() => ({ error: `status ${response.status}, no JSON: is this a Prometheus?` }));
    if (answer.status !== 'success') throw new Error(answer.error);
    return answer.data;
  }

  // The last number of each series, without those that have none: [{ labels, value }].
  async instant(query, time = Date.now() / 1000) {
    const { result } = await this.ask('query', { query, time });
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) })).filter(isNumber);
  }

  async range(query, { start, end, step }) {
    const { result } = await this.ask('query_range', { query, start, end, step });
    return result.map(({ metric, values }) =>
      ({ labels: metric, value: values.map(([, value]) => Number(value)).findLast((value) => !Number.isNaN(value)) }))
      .filter(isNumber);
  }

  labelValues(label, series, { start, end }) {
    return this.ask(`label/${label}/values`, { 'match[]': series, start, end });
  }

  // The longest scrape interval of a job's targets, in seconds.
  async scrapeInterval(job) {
    const { activeTargets } = await this.ask('targets', { state: 'active' });
    const targets = activeTargets.filter(({ labels }) => labels.job === job);
    if (targets.length === 0) throw new Error(`${this.url} scrapes no target of the job "${job}"`);
    return Math.max(...targets.map(({ scrapeInterval }) => seconds(scrapeInterval)));
  }

  // Every loaded rule: { group, name, query, type: "alerting" | "recording", … }.
  async rules() {
    const { groups } = await this.ask('rules');
    return groups.flatMap(({ name, rules }) => rules.map((rule) => ({ ...rule, group: name })));
  }
}

const isNumber = ({ value }) => value !== undefined && !Number.isNaN(value);

const UNITS = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };

// Reads a duration in Prometheus' notation, "1m30s".
export function seconds(text) {
  const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    throw new Error(`"${text}" is not a duration such as 15m`);
  }
  return parts.reduce((sum, [, number, unit]) => sum + number * UNITS[unit], 0);
}
