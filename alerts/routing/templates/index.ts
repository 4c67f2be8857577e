export type { SilenceLink } from './links';
export { notificationTemplates } from './templates';
