'use strict';

/** The device management systems that the control plane can deploy through. */
const CONNECTORS = ['intune', 'jamf', 'sccm'];

module.exports = { CONNECTORS };
