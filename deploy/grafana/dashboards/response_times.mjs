// Is the city reached in time? The promise and the history of it, for station chiefs and the weekly bulletin.
import { annotation, dashboard, variable } from '../dashboard.mjs';
import { bars, heatmap, limits, row, series, stat, table } from '../panels.mjs';

const CITY = 'district=~"$district"';
const STATION = `${CITY},station=~"$station"`;
const TURNOUT = `stage="call_to_en_route",${CITY}`;

// A clock that ended counts as kept or missed; a cancelled one (a duplicate, a false call) as neither.
const kept = (by, window) =>
  `sum by (${by}) (increase(turnout_clocks_ended_total{clock="turnout",outcome=~"met|met_reported_late",${CITY}}[${window}]))
 / sum by (${by}) (increase(turnout_clocks_ended_total{clock="turnout",outcome!="cancelled",${CITY}}[${window}]))`;
const stationTurnouts = (outcomes, window = '$__range') =>
  `sum by (station) (increase(turnout_station_turnouts_total{outcome=~"${outcomes}",${STATION}}[${window}]))`;
const within = (seconds, by, window) =>
  `sum by (${by}) (increase(turnout_stage_duration_seconds_bucket{${TURNOUT},le="${seconds}"}[${window}]))
 / sum by (${by}) (increase(turnout_stage_duration_seconds_count{${TURNOUT}}[${window}]))`;
const quantile = (q, by, filter, window) =>
  `histogram_quantile(${q}, sum by (${['le', by].filter(Boolean).join(', ')}) (increase(turnout_stage_duration_seconds_bucket{${filter}}[${window}])))`;
const quantiles = (filter) => ({
  'half of them within': quantile(0.5, '', filter, '1h'),
  '9 of 10 within': quantile(0.9, '', filter, '1h'),
  '99 of 100 within': quantile(0.99, '', filter, '1h'),
});

export const responseTimes = dashboard({
  uid: 'turnout-response-times',
  title: 'Response times',
  description: 'Whether people are reached in time: 5 minutes from the call to wheels rolling in town, 10 in the country.',
  from: 'now-24h',
  refresh: '1m',
  variables: [
    variable('district', 'District', 'label_values(turnout_build_info{district!="probe"}, district)'),
    variable('station', 'Station', `label_values(turnout_open_incidents{${CITY}}, station)`),
  ],
  annotations: [
    annotation('Turned out too late', 'red',
      `sum by (area) (increase(turnout_deadline_breaches_total{clock="turnout",${CITY}}[1m])) > 0`, '{{area}}'),
  ],
  rows: [
    row('The promise', 5,
      stat('Turned out in time', 'Share of all calls of the chosen time for which a unit was on its way within the limit.',
        kept('', '$__range'),
        { unit: 'percentunit', decimals: 1, thresholds: limits.share, noValue: 'no calls', width: 5 }),
      bars('In time, by area', 'The same share for town, outskirts and country, each with its own limit.',
        { '{{area}}': kept('area', '$__range') },
        { unit: 'percentunit', decimals: 1, max: 1, thresholds: limits.share }),
      stat('Turnouts too late', 'Turnout limits that passed with nobody on the way, in the chosen time.',
        `sum(increase(turnout_deadline_breaches_total{clock="turnout",${CITY}}[$__range]))`,
        { decimals: 0, thresholds: limits.anyIsBad, width: 4 }),
      stat('Calls answered with a unit', 'Turnout clocks that ended in the chosen time, kept and missed.',
        `sum(increase(turnout_clocks_ended_total{clock="turnout",outcome!="cancelled",${CITY}}[$__range]))`,
        { decimals: 0, width: 4 }),
    ),
    row('Over the last hour, at every instant', 8,
      series('In time', 'Share of the turnouts of the hour before that kept their limit.',
        { '{{area}}': kept('area', '1h') }, { unit: 'percentunit', max: 1, thresholds: [limits.share[0], { value: 0.9, color: 'red' }] }),
      series('On the way within 5 minutes', 'Share of the turnouts of the hour before that took at most 300 seconds: the limit in town.',
        { '{{area}}': within(300, 'area', '1h') }, { unit: 'percentunit', max: 1 }),
      series('On the way within 10 minutes', 'Share of the turnouts of the hour before that took at most 600 seconds: the limit in the country.',
        { '{{area}}': within(600, 'area', '1h') }, { unit: 'percentunit', max: 1 }),
    ),
    row('How long it takes from the call to wheels rolling', 8,
      series('Town', 'Turnout time in town over the hour before; the dashed line is the limit of 5 minutes.',
        quantiles(`${TURNOUT},area="urban"`), { unit: 's', thresholds: limits.town }),
      series('Country', 'Turnout time in the country over the hour before; the dashed line is the limit of 10 minutes.',
        quantiles(`${TURNOUT},area="rural"`), { unit: 's', thresholds: limits.country }),
      heatmap('All turnouts', 'How the turnout times of all areas are spread: the darker, the more calls took that long.',
        `sum by (le) (increase(turnout_stage_duration_seconds_bucket{${TURNOUT}}[$__rate_interval]))`, { unit: 's' }),
    ),
    row('Where the time goes', 9,
      series('9 of 10 calls pass each stage within', 'The time in which nine of ten pass each stage, over the hour before.',
        { '{{stage}}': quantile(0.9, 'stage', CITY, '1h') }, { unit: 's', thresholds: limits.promises }),
      table('Slowest stages', 'Which stage takes longest, for which area and priority: nine of ten pass it within this time.',
        { 'within': [`topk(12, ${quantile(0.9, 'stage, area, priority', CITY, '$__range')})`, { unit: 's', thresholds: limits.promises }] },
        { descending: true }),
      bars('Turnout by priority', 'Nine of ten units are on their way within this time, by the priority of the call.',
        { '{{priority}}': quantile(0.9, 'priority', TURNOUT, '$__range') }, { unit: 's', thresholds: limits.promises, width: 6 }),
    ),
    row('By station', 9,
      table('Stations, the worst first', 'How each station kept its limit in the chosen time.', {
        'in time': [`${stationTurnouts('in_time')} / ${stationTurnouts('in_time|late')}`,
          { unit: 'percentunit', decimals: 1, thresholds: limits.share }],
        'late': [stationTurnouts('late'), { decimals: 0, thresholds: limits.anyIsBad }],
        'turnouts': [stationTurnouts('in_time|late'), { decimals: 0 }],
      }),
      series('Late turnouts by station', 'Turnouts that missed the limit in the hour before, by the station that answers for them.',
        { '{{station}}': stationTurnouts('late', '1h') }, { decimals: 0, stacked: true }),
      series('Limits missed, by kind', 'Deadlines of every kind that passed in the hour before: where people waited too long.',
        { '{{clock}}': `sum by (clock) (increase(turnout_deadline_breaches_total{${CITY}}[1h]))` }, { decimals: 0, stacked: true }),
    ),
  ],
});
