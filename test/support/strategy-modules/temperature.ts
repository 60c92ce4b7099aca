export default defineStrategy(
  {
    id: 'sandboxed-temperature',
    version: 1,
    name: 'Temperature, in the sandbox',
    summary: 'The built-in strategy temperature as a module',
    licence: 'Apache-2.0',
    params: {
      value: { type: 'number', minimum: 0.01, maximum: 100, default: 0.9, description: 'Temperature of every draw' },
    },
    rules: [{ needs: ['temperature'] }],
  },
  ({ value }) => ({ sample: ({ units, draw }) => draw(units, { temperature: value }) }),
);
