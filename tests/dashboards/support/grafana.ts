// A dashboard's JSON as the types of Grafana's foundation SDK know it.
import type * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

// The SDK's enums as the texts that stand in JSON.
type Json<T> = T extends string ? `${T}` : T extends (infer One)[] ? Json<One>[]
  : T extends object ? { [Key in keyof T]: Json<T[Key]> } : T;

type Query = Omit<prometheus.dataquery, '_implementsDataqueryVariant'>;
type Without<T, Keys extends keyof T> = Omit<T, Keys>;

// The SDK leaves open what a panel's options are; each kind of panel has a type for them.
interface Panel<Type, Options, Custom = {}> extends Without<dashboard.Panel, 'type' | 'targets' | 'options' | 'fieldConfig'> {
  type: Type;
  targets: Query[];
  options: Options;
  fieldConfig: Without<dashboard.FieldConfigSource, 'defaults'> & {
    defaults: Without<dashboard.FieldConfig, 'custom'> & { custom?: Custom };
  };
}

type AnyPanel = dashboard.RowPanel
  | Panel<'stat', stat.Options>
  | Panel<'bargauge', bargauge.Options>
  | Panel<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | Panel<'heatmap', heatmap.Options, heatmap.FieldConfig>
  | Panel<'table', table.Options, table.FieldConfig>
  | Without<dashboard.Panel, 'type' | 'targets'> & { type: 'alertlist' };  // the SDK has no type for its options

// What its Prometheus data source adds to an annotation.
type Annotation = dashboard.AnnotationQuery & { titleFormat: string; textFormat: string };

export type Dashboard = Json<Without<dashboard.Dashboard, 'panels' | 'annotations'> & {
  panels: AnyPanel[];
  annotations: { list: Annotation[] };
}>;
