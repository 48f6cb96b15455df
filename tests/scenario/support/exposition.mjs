// What a scrape shows: Prometheus' text format, family by family.

// A map from each family's name to its type, help and samples ({ name, labels, value }).
export function familiesOf(text) {
  const families = new Map();
  let current;
  for (const line of text.split('\n')) {
    const [, keyword, name, rest] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (keyword) {
      current = families.get(name) ?? { samples: [] };
      families.set(name, current);
      current[keyword.toLowerCase()] = rest;
    } else if (line !== '') {
      current.samples.push(sampleOf(line));
    }
  }
  return families;
}

function sampleOf(line) {
  const [, name, inBraces, value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
  const labels = Object.fromEntries([...(inBraces ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map((match) => match.slice(1)));
  return { name, labels, value: Number(value) };
}
