'use strict';
// Tells the benchmark that the server listens, and answers its questions about this process.
module.exports = function ready(port) {
  process.on('message', (question) => {
    if (global.gc !== undefined && question.gc === true) global.gc();
    process.send({ id: question.id, cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit());
  process.send({ port });
};
