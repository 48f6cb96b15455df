#!/usr/bin/env node
// Writes the dashboards of deploy/grafana/dashboards/ as the JSON that Grafana's provisioning loads; needs Node only.
//
// usage: deploy/grafana/generate.mjs FOLDER
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dashboards } from './dashboards/index.mjs';

const [folder] = process.argv.slice(2);
if (!folder || folder.startsWith('-')) {
  console.error('usage: deploy/grafana/generate.mjs FOLDER');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
for (const dashboard of dashboards) {
  await writeFile(path.join(folder, `${dashboard.uid}.json`), JSON.stringify(dashboard, null, 2) + '\n');
}
