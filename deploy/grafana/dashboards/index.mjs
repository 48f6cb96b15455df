import { dispatchFloor } from './dispatch_floor.mjs';
import { responseTimes } from './response_times.mjs';
import { serviceHealth } from './service_health.mjs';

export const dashboards = [responseTimes, dispatchFloor, serviceHealth];
