'use strict';

// Puts an instrumentation that fails in the place of the one of gRPC.
const path = require.resolve('@opentelemetry/instrumentation-grpc');
require.cache[path] = {
  id: path,
  filename: path,
  loaded: true,
  exports: {
    GrpcInstrumentation: class {
      constructor() {
        throw new Error('broken on purpose');
      }
    },
  },
};
