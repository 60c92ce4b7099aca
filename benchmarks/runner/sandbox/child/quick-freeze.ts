/**
 * V8 is some ten times as slow to write an element of any array where a prototype of it was frozen by Object.freeze at once, and hardly
 * slower where each property was made constant before. SES freezes with what it finds as it is loaded: this.
 */
const { freeze } = Object;

/** Those that stores look through. */
const PROTOTYPES: ReadonlySet<unknown> = new Set([
  Object.prototype,
  Array.prototype,
  Object.getPrototypeOf(Uint8Array.prototype),
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array].map(
    ({ prototype }) => prototype,
  ),
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array].map(({ prototype }) => prototype),
]);

function makeConstant(prototype: object): void {
  Object.preventExtensions(prototype);
  for (const key of Reflect.ownKeys(prototype)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor;
    const constant = 'value' in descriptor ? { writable: false, configurable: false } : { configurable: false };
    Object.defineProperty(prototype, key, constant);
  }
}

Object.freeze = <Value>(value: Value): Readonly<Value> => {
  if (PROTOTYPES.has(value)) makeConstant(value as object);
  return freeze(value);
};

/** Gives the language its own back, once SES is loaded. */
export function restoreFreeze(): void {
  Object.freeze = freeze;
}
