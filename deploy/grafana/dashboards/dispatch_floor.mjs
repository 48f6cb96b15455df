// The current work: a wall display for dispatchers and shift leaders.
import { annotation, dashboard, variable } from '../dashboard.mjs';
import { alerts, bars, limits, row, series, stat, table } from '../panels.mjs';
import { CITY, increase, state } from '../promql.mjs';

const STATION = `${CITY},station=~"$station"`;
const now = (metric, filter) => state('', metric, filter);
const oldest = (metric) => `max(${metric}{${CITY}})`;
const perMinute = (by, metric) => increase(by, metric, CITY, '1m');

export const dispatchFloor = dashboard({
  uid: 'turnout-dispatch-floor',
  title: 'Dispatch floor',
  description: 'Open and late incidents, available units, and unanswered escalations.',
  from: 'now-3h',
  refresh: '5s',
  variables: [
    variable('district', 'District', 'label_values(turnout_build_info{district!~"probe.*"}, district)'),
    variable('station', 'Station', `label_values(turnout_open_incidents{${CITY}}, station)`),
  ],
  annotations: [
    annotation('Limit missed', 'red', `${increase('clock', 'turnout_deadline_breaches_total', CITY, '1m')} > 0`, '{{clock}}'),
  ],
  rows: [
    row('Now', 5,
      stat('Open', 'Incidents of the chosen stations that are neither closed nor cancelled.', now('turnout_open_incidents', STATION)),
      stat('Nobody assigned', 'Open incidents to which no unit has been sent.', now('turnout_unassigned_incidents'),
        { thresholds: limits.above(1, 5) }),
      stat('At risk', 'Clocks that still run and are expected to end after their limit.', now('turnout_incidents_at_risk'),
        { thresholds: limits.above(1, 5) }),
      stat('Overdue', 'Open incidents with a clock that runs past its deadline.', now('turnout_overdue_incidents'),
        { thresholds: limits.anyIsBad }),
      stat('Escalations unanswered', 'Ladders that continue because nobody has acknowledged them.',
        now('turnout_unanswered_escalations'), { thresholds: limits.anyIsBad }),
      stat('Units free', 'Units that can be sent at once.', now('turnout_units', `status="available",${CITY}`),
        { thresholds: limits.below(3, 1) }),
    ),
    row('Longest waits', 5,
      stat('Without a unit', 'Age of the oldest incident without a unit; a unit should be sent within 60 s.',
        oldest('turnout_oldest_unassigned_incident_age_seconds'), { unit: 's', thresholds: limits.above(60, 120) }),
      stat('Past its limit', 'How long the longest overdue incident has been overdue.',
        oldest('turnout_oldest_overdue_incident_age_seconds'), { unit: 's', thresholds: limits.above(1, 300) }),
      stat('Open longest', 'Age of the incident that has been open longest.',
        oldest('turnout_oldest_open_incident_age_seconds'), { unit: 's' }),
      alerts('Alerts', 'Firing alerts of these districts.', '{district=~"$district"}', { width: 12 }),
    ),
    row('Open incidents', 8,
      series('Open, by station', 'Open incidents by responsible station.',
        { '{{station}}': state('station', 'turnout_open_incidents', STATION) }, { decimals: 0, stacked: true }),
      series('Late or about to be', 'Open incidents that wait for a unit, are expected late, or are late.', {
        'nobody assigned': now('turnout_unassigned_incidents'),
        'at risk': now('turnout_incidents_at_risk'),
        'overdue': now('turnout_overdue_incidents'),
      }, { decimals: 0 }),
      bars('At risk, by clock', 'Clocks that are expected to miss their limit.',
        { '{{clock}}': state('clock', 'turnout_incidents_at_risk') }, { decimals: 0, thresholds: limits.above(1, 5), width: 6 }),
    ),
    row('Escalations', 8,
      table('Unanswered, by post and level', 'The post that was told last and has not answered, and its level on the ladder.', {
        'unanswered': [state('role, level', 'turnout_unanswered_escalations'), { decimals: 0, thresholds: limits.anyIsBad }],
      }, { descending: true, width: 8 }),
      series('Told and answered, per minute', 'How often each post was told of a passed limit, and how often somebody answered.', {
        '{{role}} told': perMinute('role', 'turnout_escalations_raised_total'),
        'answered': perMinute('', 'turnout_escalations_acknowledged_total'),
      }, { decimals: 1 }),
      series('Warnings, per minute', 'Warnings before a deadline, and clocks newly expected to miss it.', {
        '{{clock}} warned': perMinute('clock', 'turnout_deadline_warnings_total'),
        '{{clock}} at risk': perMinute('clock', 'turnout_deadlines_predicted_late_total'),
      }, { decimals: 1 }),
    ),
    row('Units and orders', 8,
      series('Units by status', 'Number of units by status.',
        { '{{status}}': state('status', 'turnout_units') }, { decimals: 0, stacked: true }),
      series('Calls and orders, per minute', 'Incidents reported, units sent, orders reassigned, and failed reassignments.', {
        'incidents reported': perMinute('', 'turnout_incidents_reported_total'),
        'units sent': perMinute('', 'turnout_orders_total'),
        'orders reassigned': perMinute('', 'turnout_orders_reassigned_total'),
        'no unit took over': perMinute('', 'turnout_order_reassignments_failed_total'),
      }, { decimals: 1 }),
      series('Milestones, per minute', 'Milestones that orders reach: signed, en route, on scene, cleared.',
        { '{{milestone}}': perMinute('milestone', 'turnout_milestones_total') }, { decimals: 1 }),
    ),
  ],
});
