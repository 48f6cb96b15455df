// A line of the check: panel, query, values, each column as wide as the terminal allows.

// Pads or cuts `text` to `width`; an ellipsis shows where it was cut.
const fitted = (text, width) => (text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width));

function said({ outcome, values, quiet }) {
  if (outcome === 'empty') return quiet ? 'quiet' : 'NO DATA';
  if (outcome === 'error') return `ERROR ${values[0]}`;
  const count = values.length > 1 ? `${values.length}: ` : '';
  return count + values.map((value) => value.trim()).join(', ') + (quiet ? ' (may be quiet)' : '');
}

export function lineOf(answer, width) {
  const panel = Math.min(42, Math.floor(width * 0.3));
  const query = Math.max(10, Math.floor((width - panel - 4) / 2));
  const columns = [
    fitted(answer.panel + (answer.part && ` · ${answer.part}`), panel),
    fitted(answer.expr, query),
    fitted(said(answer), Math.max(10, width - panel - query - 4)),
  ];
  return `  ${columns.join(' ')}`.trimEnd();
}
