// Knows nothing of telemetry: jobs of BullMQ, imported. What it does: `plain-jobs-of.cjs`.
import { FlowProducer, Queue, Worker } from 'bullmq';
import run from './plain-jobs-of.cjs';

run({ FlowProducer, Queue, Worker });
