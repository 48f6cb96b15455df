// What needs somebody now: for dispatchers and shift leaders, on a wall.
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
  description: 'What is open, what is late, who is free, and whom nobody has answered.',
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
      stat('Overdue', 'Open incidents with a limit that has passed and still runs.', now('turnout_overdue_incidents'),
        { thresholds: limits.anyIsBad }),
      stat('Escalations unanswered', 'Ladders that climb because nobody has acknowledged them.',
        now('turnout_unanswered_escalations'), { thresholds: limits.anyIsBad }),
      stat('Units free', 'Units that may be sent at once.', now('turnout_units', `status="available",${CITY}`),
        { thresholds: limits.below(3, 1) }),
    ),
    row('Longest waits', 5,
      stat('Without a unit', 'Age of the oldest incident to which nobody has been sent; it should be sent within 60 s.',
        oldest('turnout_oldest_unassigned_incident_age_seconds'), { unit: 's', thresholds: limits.above(60, 120) }),
      stat('Past its limit', 'How long the incident that has been overdue longest has been so.',
        oldest('turnout_oldest_overdue_incident_age_seconds'), { unit: 's', thresholds: limits.above(1, 300) }),
      stat('Open longest', 'Age of the incident that has been open longest.',
        oldest('turnout_oldest_open_incident_age_seconds'), { unit: 's' }),
      alerts('Alerts', 'What has been paged for these districts and is not over.', '{district=~"$district"}', { width: 12 }),
    ),
    row('Open incidents', 8,
      series('Open, by station', 'Open incidents by the station that answers for them.',
        { '{{station}}': state('station', 'turnout_open_incidents', STATION) }, { decimals: 0, stacked: true }),
      series('Late or about to be', 'Open incidents that wait for a unit, are expected late, or are late.', {
        'nobody assigned': now('turnout_unassigned_incidents'),
        'at risk': now('turnout_incidents_at_risk'),
        'overdue': now('turnout_overdue_incidents'),
      }, { decimals: 0 }),
      bars('At risk, by clock', 'Which limits are expected to be missed.',
        { '{{clock}}': state('clock', 'turnout_incidents_at_risk') }, { decimals: 0, thresholds: limits.above(1, 5), width: 6 }),
    ),
    row('Escalations', 8,
      table('Unanswered, by post and level', 'Who was told last and has not answered, and how far up the ladder that is.', {
        'unanswered': [state('role, level', 'turnout_unanswered_escalations'), { decimals: 0, thresholds: limits.anyIsBad }],
      }, { descending: true, width: 8 }),
      series('Told and answered, per minute', 'How often each post was told of a passed limit, and how often somebody answered.', {
        '{{role}} told': perMinute('role', 'turnout_escalations_raised_total'),
        'answered': perMinute('', 'turnout_escalations_acknowledged_total'),
      }, { decimals: 1 }),
      series('Warnings, per minute', 'Warnings that a limit nears, and clocks newly expected to miss it.', {
        '{{clock}} warned': perMinute('clock', 'turnout_deadline_warnings_total'),
        '{{clock}} at risk': perMinute('clock', 'turnout_deadlines_predicted_late_total'),
      }, { decimals: 1 }),
    ),
    row('Units and orders', 8,
      series('Units by status', 'What the units of the districts are doing.',
        { '{{status}}': state('status', 'turnout_units') }, { decimals: 0, stacked: true }),
      series('Calls and orders, per minute', 'Incidents reported, units sent, orders another unit took over, or none did.', {
        'incidents reported': perMinute('', 'turnout_incidents_reported_total'),
        'units sent': perMinute('', 'turnout_orders_total'),
        'orders reassigned': perMinute('', 'turnout_orders_reassigned_total'),
        'no unit took over': perMinute('', 'turnout_order_reassignments_failed_total'),
      }, { decimals: 1 }),
      series('Milestones, per minute', 'The steps that orders reach: signed, on the way, at the scene, free again.',
        { '{{milestone}}': perMinute('milestone', 'turnout_milestones_total') }, { decimals: 1 }),
    ),
  ],
});
