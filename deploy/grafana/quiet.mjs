// Queries that are without data when nothing is wrong, by "dashboard / panel", with the reason. Every other query of the
// dashboards must have data while calls come in; the test and `tools/turnoutctl dashboards check` hold them to it.
export const quiet = {
  'Response times / annotation Turned out too late': 'nothing is marked while every turnout is in time',
  'Dispatch floor / annotation Limit missed': 'nothing is marked while every limit is kept',
  'Service health / annotation Service started': 'nothing is marked while no service starts again',
  'Service health / Certificates': 'services without TLS have no certificate',
};

// Series that alerts read and that need not be there, by the way the alert writes them. That an alert does not fire is no
// fault; that it reads series that nobody writes would be.
export const quietSeries = {
  'turnout_certificate_expiry_timestamp_seconds': 'services without TLS have no certificate',
};
