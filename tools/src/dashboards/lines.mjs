// A line of the check: panel, query, values, each column as wide as the terminal allows.

const PANEL = 34;

// Fitted to `width`, with an ellipsis where it was longer.
const fitted = (text, width) => (text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width));

function said({ outcome, values, quiet }) {
  if (outcome === 'empty') return quiet ? 'quiet' : 'NO DATA';
  if (outcome === 'error') return `ERROR ${values[0]}`;
  const count = values.length > 1 ? `${values.length}: ` : '';
  return count + values.map((value) => value.trim()).join(', ') + (quiet ? ' (may be quiet)' : '');
}

export function lineOf(answer, width) {
  const rest = width - PANEL - 4;
  const values = Math.max(20, Math.floor(rest / 2));
  const query = Math.max(10, rest - values);
  return `  ${fitted(answer.panel, PANEL)} ${fitted(answer.expr.replace(/\s+/g, ' '), query)} ${fitted(said(answer), values)}`.trimEnd();
}
