import { describe } from 'vitest';
import { operationsAgree } from './operations-agree.ts';
import { disagreement } from './support.ts';

describe('fused operations give the values and gradients of compositions on cpu', () => {
  operationsAgree(disagreement);
});
