/** What a module in the sandbox did wrong: it fails a seed, as an error of a strategy's code does, and is no bug of Heirloom. */
export class SandboxFault extends Error {
  override readonly name = 'SandboxFault';
}
