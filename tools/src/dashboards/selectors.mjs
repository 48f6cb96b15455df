// The series that a Prometheus expression reads: every `name{labels}` in it.
//
// Strings, ranges, numbers, lists of labels, functions and keywords are skipped. The expression must be formatted as
// Prometheus prints it.
const PARTS = new RegExp([
  '"(?:[^"\\\\]|\\\\.)*"',
  '\\[[^\\]]*\\]',
  '\\b\\d[\\w.]*',
  '\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)',
  '\\b(?:and|or|unless|bool|offset|inf|nan|by|without|on|ignoring)\\b',
  '([a-zA-Z_:][\\w:]*(?:\\s*\\{[^}]*\\})?)(?![\\w:{]|\\s*(?:\\(|(?:by|without)\\b))',
].join('|'), 'gi');

export const selectorsOf = (expr) => [...new Set([...expr.matchAll(PARTS)].map(([, selector]) => selector).filter(Boolean))];
