/** Bodies of requests: read whole or refused, with what is wrong at its place. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { requireJsonBody } from '../../../app/api/json-body.ts';

const schema = z.strictObject({ label: lineSchema('who it is for', 100), more: z.object({ a: z.int() }).optional() });
const read = (body: BodyInit | null) =>
  requireJsonBody(new Request('http://127.0.0.1/', { method: 'POST', body }), schema, '{"label": "…"}');

describe('a JSON body', () => {
  it('is read, its texts trimmed', async () => {
    expect(await read('{"label": " Ada ", "more": {"a": 1}}')).toEqual({ label: 'Ada', more: { a: 1 } });
  });

  it.each<readonly [string, BodyInit | null, string, RegExp]>([
    ['a key twice', '{"label": "a", "label": "b"}', '(body)#/label (line 1, column 16)', /twice/],
    ['a key twice, once escaped', '{"label": "a", "\\u006cabel": "b"}', '(body)#/label (line 1, column 16)', /twice/],
    [
      'a key twice further in',
      '{"label": "a", "more": {"a": 1, "a": 1}}',
      '(body)#/more/a (line 1, column 33)',
      /twice/,
    ],
    ['the key that sets a prototype', '{"label": "a", "__proto__": {"more": 1}}', '(body)#/__proto__', /name/],
    ['U+0000 in a text', '{"label": "a\\u0000b"}', '(body)#/label', /control/],
    ['an escape sequence', '{"label": "a\\u001b[2Jb"}', '(body)#/label', /control/],
    ['a text that turns around', '{"label": "a\u202eb"}', '(body)#/label', /text-direction/],
    ['an unpaired surrogate', '{"label": "a\\ud800b"}', '(body)#/label', /unpaired/],
    ['a byte that is no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), '(body)', /UTF-8/],
    ['a byte order mark', '\ufeff{"label": "a"}', '(body)', /begins with a byte order mark/],
    ['deep nesting', '['.repeat(5000), '(body)', /nested 5000 deep/],
    ['a comma too many', '{"label": "a",}', '(body)#/label (line 1, column 15)', /expected the name/],
    ['nothing', null, '(body)# (line 1, column 1)', /expected a value/],
    ['another type', '{"label": 1}', '(body)#/label', /received 1; expected who it is for/],
    ['a field that is not known', '{"label": "a", "rank": 1}', '(body)#/rank', /unknown field/],
    ['spaces', '{"label": "  "}', '(body)#/label', /expected who it is for/],
    ['a space of no width', '{"label": "\\u200b"}', '(body)#/label', /letter or digit/],
    ['a letter without a shape', '{"label": "\\u3164"}', '(body)#/label', /letter or digit/],
  ])('with %s is refused at its place', async (_, body, path, message) => {
    await expect(read(body)).rejects.toMatchObject({
      code: 'bad-parameter',
      message: 'Expected the JSON body {"label": "…"}.',
      problems: expect.arrayContaining([{ path, message: expect.stringMatching(message) }]),
    });
  });

  it('that is too long is not read to its end', async () => {
    await expect(read(`{"label": "${'a'.repeat(20_000)}"}`)).rejects.toMatchObject({ code: 'too-large' });
  });
});
