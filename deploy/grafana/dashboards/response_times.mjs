// Response times against the promised limits, now and in the past, for station chiefs and the weekly bulletin.
//
// Long windows add up the minutes that Prometheus records (deploy/prometheus/rules/response_times.yml).
import { annotation, dashboard, variable } from '../dashboard.mjs';
import { bars, heatmap, limits, row, series, stat, table } from '../panels.mjs';
import { CITY, increase, quantile, sum } from '../promql.mjs';

const TURNOUT = `stage="call_to_en_route",${CITY}`;
const SHARE = { unit: 'percentunit', decimals: 1, thresholds: limits.share };

// Turnout clocks that ended as kept or missed. A cancelled one (a duplicate, a false call) is neither.
const ended = (by, window, filter = CITY) =>
  sum(by, `sum_over_time(district_area_outcome:turnout_clocks_ended:increase1m{${filter}}[${window}])`);
const kept = (by, window) => `${ended(by, window, `outcome!="breached",${CITY}`)} / ${ended(by, window)}`;

const recorded = (window) => `max by (district, area) (district_area:turnouts_in_time:share${window}{${CITY}})`;

// Passed stages by duration.
const passed = (window, filter) => (by) =>
  sum(by, `sum_over_time(district_area_stage_le:turnout_stage_duration_seconds_bucket:increase1m{${filter}}[${window}])`);
const upTo = (seconds) => passed('1h', `le="${seconds}",${TURNOUT}`)('area');
const within = (seconds) => `${upTo(seconds)} / ${upTo('+Inf')}`;
const quantiles = (filter) => ({
  'half of them': quantile(0.5, '', passed('1h', filter)),
  '90 %': quantile(0.9, '', passed('1h', filter)),
  '99 %': quantile(0.99, '', passed('1h', filter)),
});
const turnoutsOfLastHour = (by) => increase(by, 'turnout_stage_duration_seconds_bucket', TURNOUT, '1h');

const ofStations = (outcomes, window = '$__range') =>
  increase('station', 'turnout_station_turnouts_total', `outcome=~"${outcomes}",station=~"$station",${CITY}`, window);

export const responseTimes = dashboard({
  uid: 'turnout-response-times',
  title: 'Response times',
  description: 'Whether people are reached in time: 5 minutes from the call to wheels rolling in town, 10 in the country.',
  from: 'now-24h',
  refresh: '1m',
  variables: [
    variable('district', 'District', 'label_values(turnout_build_info{district!~"probe.*"}, district)'),
    variable('station', 'Station', `label_values(turnout_open_incidents{${CITY}}, station)`),
  ],
  annotations: [
    annotation('Turned out too late', 'red',
      `${increase('area', 'turnout_deadline_breaches_total', `clock="turnout",${CITY}`, '1m')} > 0`, '{{area}}'),
  ],
  rows: [
    row('The promise', 6,
      stat('Turned out in time', 'Share of the turnouts of the chosen time for which a unit was on its way within the limit.',
        kept('', '$__range'), { ...SHARE, noValue: 'no calls', width: 5 }),
      stat('Turned out too late', 'Turnout limits that passed without a unit en route, in the chosen time.',
        increase('', 'turnout_deadline_breaches_total', `clock="turnout",${CITY}`),
        { decimals: 0, thresholds: limits.anyIsBad, width: 4 }),
      bars('In time, by area', 'The same share for town, outskirts and country, each with its own limit.',
        { '{{area}}': kept('area', '$__range') }, { ...SHARE, max: 1, width: 6 }),
      table('Hour, day and week', 'Share of the turnouts in time that ended in the hour, the day and the week before.', {
        'hour': [recorded('1h'), SHARE],
        'day': [recorded('1d'), SHARE],
        'week': [recorded('7d'), SHARE],
        'turnouts of the week': [ended('district, area', '7d'), { decimals: 0 }],
      }),
    ),
    row('The hour before, at every instant', 8,
      series('In time', 'Share of the turnouts that kept their limit; the dashed line is the objective of 95 %.',
        { '{{area}}': kept('area', '1h') }, { unit: 'percentunit', max: 1, thresholds: limits.objective }),
      series('On the way within 5 minutes', 'Share of the turnouts that took at most 300 seconds: the limit in town.',
        { '{{area}}': within(300) }, { unit: 'percentunit', max: 1 }),
      series('On the way within 10 minutes', 'Share of the turnouts that took at most 600 seconds: the limit in the country.',
        { '{{area}}': within(600) }, { unit: 'percentunit', max: 1 }),
    ),
    row('How long it takes from the call to wheels rolling', 8,
      series('Town', 'Time from the call until a unit was en route, over the hour before; the dashed line is the limit of 5 minutes.',
        quantiles(`area="urban",${TURNOUT}`), { unit: 's', thresholds: limits.town }),
      series('Outskirts and country', 'The same outside of town; the dashed line is the limit of 10 minutes.',
        quantiles(`area=~"suburban|rural",${TURNOUT}`), { unit: 's', thresholds: limits.country }),
      heatmap('All turnouts', 'Distribution of the turnout times of all areas: the darker, the more calls took that long.',
        increase('le', 'turnout_stage_duration_seconds_bucket', TURNOUT, '$__rate_interval'), { unit: 's' }),
    ),
    row('Where the time goes', 9,
      series('Stages', 'Time within which 90 % passed each stage, over the hour before.',
        { '{{stage}}': quantile(0.9, 'stage', passed('1h', CITY)) }, { unit: 's' }),
      table('Slowest stages', 'The twelve slowest stages and areas: 90 % passed them within this time.',
        { '90 % within': [`topk(12, ${quantile(0.9, 'stage, area', passed('$__range', CITY))})`, { unit: 's' }] },
        { descending: true }),
      bars('Turnout by priority', 'Time within which 90 % of the units were en route, over the last hour.',
        { '{{priority}}': quantile(0.9, 'priority', turnoutsOfLastHour) },
        { unit: 's', thresholds: limits.promises, width: 6 }),
    ),
    row('By station', 9,
      table('Stations, the worst first', 'Share of turnouts in time of each station in the chosen time.', {
        'in time': [`${ofStations('in_time')} / ${ofStations('in_time|late')}`, SHARE],
        'late': [ofStations('late'), { decimals: 0, thresholds: limits.anyIsBad }],
        'turnouts': [ofStations('in_time|late'), { decimals: 0 }],
      }),
      series('Late turnouts', 'Turnouts that missed their limit, by responsible station.',
        { '{{station}}': ofStations('late', '$__rate_interval') }, { decimals: 0, stacked: true }),
      series('Limits missed, by kind', 'Passed deadlines of every kind.',
        { '{{clock}}': increase('clock', 'turnout_deadline_breaches_total', CITY, '$__rate_interval') },
        { decimals: 0, stacked: true }),
    ),
  ],
});
