export * from './email';
export * from './notifier';
export * from './pagerduty';
export * from './slack';
export * from './webhook';
