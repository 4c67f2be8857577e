export type { AlertChannels } from './channels';
export { alertChannels, CHANNEL_VARIABLES } from './environment';
export { channelNotifiers } from './notifiers';
export { notifiersFor, notifiersOfLevels } from './use';
