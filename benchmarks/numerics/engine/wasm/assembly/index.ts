/** What the module exports. It has no memory, no static data and no stack of its own: it works in tfjs's heap, on addresses that it is given. */
export { matrixProduct, matrixProductScratch } from './matrix-product';
