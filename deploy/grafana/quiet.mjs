// Queries that have no data when nothing is wrong, by "dashboard / panel", with the reason. Every other query of the
// dashboards must have data while calls come in; the test and `tools/turnoutctl dashboards check` check this.
export const quiet = {
  'Response times / annotation Turned out too late': 'nothing is marked while every turnout is in time',
  'Dispatch floor / annotation Limit missed': 'nothing is marked while every limit is kept',
  'Service health / annotation Service started': 'nothing is marked while no service starts again',
  'Service health / Certificates': 'services without TLS have no certificate',
};

// Series that alerts read and that may be missing, by their text in the alert. An alert that does not fire is no fault; an
// alert on a series that nobody exports would be one.
export const quietSeries = {
  'turnout_certificate_expiry_timestamp_seconds': 'services without TLS have no certificate',
};
