// The people of the two-station city: who is on duty in which post, and their answers.
import { newId } from './client.mjs';

export const ROSTER = { text: `
time_zone: Asia/Shanghai
duties:
  - { role: shift_leader, station: chengguan, person: leader-1, name: 张值班长 }
  - { role: station_chief, station: chengguan, person: chief-1, name: 王所长 }
  - { role: shift_leader, station: nanshan, person: leader-2, name: 刘值班长 }
  - { role: station_chief, station: nanshan, person: chief-2, name: 陈所长 }
  - { role: district_commander, person: commander-1, name: 杨指挥长 }
` };

// A command of accountability about an incident; resolves with the incident after it.
export async function command(turnout, method, actor, incident_id, fields = {}) {
  const { incident } = await turnout.accountability.call(method, { request_id: newId(), actor, incident_id, ...fields });
  return incident;
}
