'use strict';

/** Names under which the module provides what is no class of this gateway. */
module.exports = { LOG: 'log', UPSTREAM_URL: 'upstream url' };
