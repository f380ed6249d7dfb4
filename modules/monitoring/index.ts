/** Alarms with defaults that each can be changed or dropped, and dashboards of what they watch. */
export { Alarms, resolveAlarms } from './alarms.js';
export type { AlarmOverrides, AlarmRule, AlarmsProps, MetricMath, MetricRef } from './alarms.js';
export { Dashboard, dashboardBody, watchedBelow } from './dashboard.js';
export type { DashboardProps, DashboardSection } from './dashboard.js';
