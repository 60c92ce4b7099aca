import type { ModuleDifference } from './rerun/messages.ts';

/** A module that is not what its bundle says. */
export class ModuleDiffers extends Error {
  readonly difference: ModuleDifference;
  constructor(difference: ModuleDifference) {
    super(`The module declares another ${difference.field} than its bundle says.`);
    this.difference = difference;
  }
}
