import type { EvidenceFault } from './rerun/messages.ts';

/** Evidence that is none of the seed that it is said to be of. */
export class EvidenceDiffers extends Error {
  readonly fault: EvidenceFault;
  constructor(fault: EvidenceFault) {
    super(fault.message);
    this.fault = fault;
  }
}
