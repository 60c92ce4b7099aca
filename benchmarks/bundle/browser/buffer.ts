/** Node's Buffer, for a browser; esbuild puts it wherever the checker names it. */
export { Buffer } from 'buffer/';
