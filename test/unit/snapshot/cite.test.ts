/** Every citation format is read back by a parser that did not write it. */
import { execFileSync } from 'node:child_process';
import { inflateRawSync } from 'node:zlib';
import { Cite } from '@citation-js/core';
import { parse as parseBibtex } from 'bibtex-parse';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { revisionsOf } from '#benchmarks/protocol/swhid.ts';
import type { CitableSnapshot } from '#benchmarks/snapshot/cite/citable.ts';
import { toDeposit, toInvenioRecord, toZenodoMetadata } from '#benchmarks/snapshot/cite/deposit.ts';
import type { SnapshotFileContent } from '#benchmarks/snapshot/cite/described-file.ts';
import { toApa, toBibtex, toCff, toCslJson, toRis } from '#benchmarks/snapshot/cite/formats.ts';
import { toJsonLd, toMetaTags } from '#benchmarks/snapshot/cite/metadata.ts';
import { paperBibtex } from '#benchmarks/snapshot/cite/paper.ts';
import { pageCitations } from '#leaderboard/catalog/citations.ts';
import { submissionMetaTags } from '#leaderboard/submissions/citation.ts';

const snapshot: CitableSnapshot = {
  id: '2026-11-23-ab12cd34',
  digest: 'ab12cd34'.repeat(8),
  suite: '0.1',
  createdAt: '2026-11-23T12:00:00Z',
  url: 'https://example.org/heirloom_1/snapshots/2026-11-23-ab12cd34?x=1&y=%20{z}',
  doi: null,
  entries: 26,
  tiers: ['quick', 'standard'],
};
const deposited = { ...snapshot, doi: '10.5281/zenodo.1234567' };
const TITLE = 'Heirloom leaderboard of model collapse, suite 0.1, snapshot 2026-11-23-ab12cd34';

describe('BibTeX', () => {
  it('is one entry under the snapshot’s own key', () => {
    const [entry, ...others] = parseBibtex(toBibtex(deposited)).filter(({ itemtype }) => itemtype === 'entry');
    expect(others).toEqual([]);
    const field = (name: string) =>
      entry?.fields.find((candidate) => candidate.name === name)?.value.replace(/^[{"]|[}"]$/g, '');
    expect([entry?.key, entry?.type]).toEqual(['heirloom-2026-11-23-ab12cd34', 'misc']);
    expect(field('title')).toBe(TITLE);
    expect(field('year')).toBe('2026');
    expect(field('doi')).toBe(deposited.doi);
    expect(field('note')).toBe(`Version ${snapshot.id}, SHA-256 ${snapshot.digest}`);
    expect(toBibtex(deposited)).toContain('author = {{Heirloom}}');
    // BibTeX's own name of the month: styles print "Nov." or "November" for it, and "11" for {11}.
    expect(entry?.fields.find(({ name }) => name === 'month')?.value).toBe('nov');
  });

  it.each([
    [1, 'jan'],
    [9, 'sep'],
    [12, 'dec'],
  ])('names month %i %s, and is read back as that month', (month, name) => {
    const text = toBibtex({ ...snapshot, createdAt: `2026-${String(month).padStart(2, '0')}-05T12:00:00Z` });
    expect(text).toMatch(new RegExp(`^\\s*month = ${name},$`, 'm'));
    const [read] = JSON.parse(new Cite(text).format('data')) as { issued: { 'date-parts': number[][] } }[];
    expect(read?.issued['date-parts']).toEqual([[2026, month]]);
  });
});

describe('RIS', () => {
  /** The format's grammar: two characters, two spaces, a dash, a space, a value to the end of the line; TY first, ER last. */
  const parseRis = (text: string) => {
    const lines = text.split('\r\n');
    expect(lines.pop()).toBe('');
    return lines.map((line) => {
      const match = /^([A-Z][A-Z0-9]) {2}- (.*)$/.exec(line);
      if (!match) throw new Error(`no RIS line: ${line}`);
      return [match[1], match[2]] as const;
    });
  };

  it('has one field a line', () => {
    const fields = parseRis(toRis(deposited));
    const values = new Map(fields);
    expect([fields[0], fields.at(-1)]).toEqual([
      ['TY', 'DATA'],
      ['ER', ''],
    ]);
    expect(values.get('TI')).toBe(TITLE);
    expect(values.get('UR')).toBe(snapshot.url);
    expect(values.get('DO')).toBe(deposited.doi);
    expect(values.get('PY')).toBe('2026');
    expect(values.get('ID')).toBe('heirloom-2026-11-23-ab12cd34');
    expect(values.get('N1')).toBe(`SHA-256 ${snapshot.digest}`);
  });
});

describe('CITATION.cff', () => {
  it('has what version 1.2.0 requires', () => {
    const cff = parseYaml(toCff(deposited));
    expect(cff).toMatchObject({
      'cff-version': '1.2.0',
      message: expect.any(String),
      title: TITLE,
      authors: [{ name: 'Heirloom' }],
      type: 'dataset',
      version: snapshot.id,
      'date-released': '2026-11-23',
      doi: deposited.doi,
      url: snapshot.url,
      identifiers: [{ type: 'other', value: `sha256:${snapshot.digest}` }],
    });
    expect(parseYaml(toCff(snapshot))).not.toHaveProperty('doi');
  });
});

describe('CSL-JSON', () => {
  it('is a list of one data set', () => {
    expect(JSON.parse(toCslJson(snapshot))).toEqual([
      expect.objectContaining({
        type: 'dataset',
        title: TITLE,
        issued: { 'date-parts': [[2026, 11, 23]] },
        URL: snapshot.url,
        version: snapshot.id,
      }),
    ]);
  });
});

describe('APA', () => {
  it('reads as the manual has it for data sets', () => {
    expect(toApa(deposited)).toBe(
      `Heirloom. (2026). ${TITLE} (Version ${snapshot.id}) [Data set]. https://doi.org/10.5281/zenodo.1234567\n`,
    );
  });
});

describe('what machines read on the page', () => {
  it('is a schema.org data set with its files and digests', () => {
    const json = JSON.parse(
      JSON.stringify(toJsonLd(deposited, { json: 'https://x/j', csv: 'https://x/c', csvSha256: 'c'.repeat(64) })),
    );
    expect(json).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      name: TITLE,
      description: expect.stringMatching(/^.{50,5000}$/),
      datePublished: '2026-11-23',
      identifier: ['https://doi.org/10.5281/zenodo.1234567', { propertyID: 'sha256', value: snapshot.digest }],
      license: expect.stringMatching(/^https:\/\//),
    });
    expect(
      json.distribution.map((file: { contentUrl: string; sha256: string }) => [file.contentUrl, file.sha256]),
    ).toEqual([
      ['https://x/j', snapshot.digest],
      ['https://x/c', 'c'.repeat(64)],
    ]);
  });

  it('is Highwire Press and Dublin Core for reference managers', () => {
    const tags = new Map(toMetaTags(deposited).map(({ name, content }) => [name, content]));
    expect(tags.get('citation_title')).toBe(TITLE);
    expect(tags.get('citation_publication_date')).toBe('2026/11/23');
    expect(tags.get('citation_doi')).toBe(deposited.doi);
    expect(tags.get('DC.type')).toBe('Dataset');
    expect(new Map(toMetaTags(snapshot).map(({ name, content }) => [name, content])).has('citation_doi')).toBe(false);
  });

  it('names every author of a submission, and its day', () => {
    const author = (name: string) => ({ name, affiliation: null, orcid: null });
    const tags = submissionMetaTags(
      {
        title: 'Ten per cent',
        authors: [author('Ada Lovelace'), author('Charles Babbage')],
        createdAt: '2026-11-22T10:11:12.345Z',
        permalink: '/submissions/0123456789abcdef',
        licence: 'CC-BY-4.0',
      },
      'https://example.org',
      'Results of retain.',
    );
    const all = (wanted: string) => tags.filter(({ name }) => name === wanted).map(({ content }) => content);
    expect(all('citation_author')).toEqual(['Ada Lovelace', 'Charles Babbage']);
    expect(all('DC.creator')).toEqual(['Ada Lovelace', 'Charles Babbage']);
    expect(all('citation_publication_date')).toEqual(['2026/11/22']);
    expect(all('DC.date')).toEqual(['2026-11-22']);
    expect(all('citation_public_url')).toEqual(['https://example.org/submissions/0123456789abcdef']);
    expect(all('DC.type')).toEqual(['Dataset']);
    expect(all('DC.rights')).toEqual(['CC-BY-4.0']);
  });
});

describe('a paper', () => {
  const bibtex = (authors?: string) => {
    const reference = { title: 'AI models collapse', url: 'https://doi.org/10.1038/x', year: 2024 };
    const text = paperBibtex('replace-2024', authors === undefined ? reference : { ...reference, authors });
    const [entry] = parseBibtex(text).filter(({ itemtype }) => itemtype === 'entry');
    const field = (name: string) => entry?.fields.find((own) => own.name === name)?.value;
    return { key: entry?.key, author: field('author'), title: field('title'), year: field('year') };
  };

  it('is BibTeX with the authors as its card has them', () => {
    expect(bibtex('Li, Grandvalet & Davoine')).toMatchObject({
      key: 'replace-2024',
      author: '{Li} and {Grandvalet} and {Davoine}',
      year: '2024',
    });
    expect(bibtex('Wright').author).toBe('{Wright}');
  });

  it('has others where the card has them, and no author where it names none', () => {
    expect(bibtex('Zhu, Cheng & others').author).toBe('{Zhu} and {Cheng} and others');
    expect(bibtex().author).toBeUndefined();
  });
});

describe('a page that goes on changing', () => {
  const page = { key: 'board-0.1-quick', title: 'A board', version: null, path: '/board/0.1/quick/all' };
  it('is cited without a date', () => {
    const text = new Map(pageCitations(page, 'https://x.org').map(({ format, text }) => [format, text]));
    expect(text.get('apa')).toBe('Heirloom. (n.d.). A board [Data set]. https://x.org/board/0.1/quick/all\n');
    expect(text.get('bibtex')).not.toMatch(/year|month/);
    expect(text.get('ris')).toContain('UR  - https://x.org/board/0.1/quick/all');
    expect(text.get('ris')).not.toMatch(/^(DA|PY) /m);
  });
});

describe('revisions of code', () => {
  const commit = (digit: string) => digit.repeat(40);
  const machine = { node: 'v20', platform: 'linux', arch: 'x64', dirty: false, commit: commit('a') };
  const environment = { ...machine, cpu: 'c', cores: 2, heirloom: '0.3.0' };
  it('are the commits, once each, without changed sources', () => {
    expect(revisionsOf([environment, environment])).toEqual([`swh:1:rev:${commit('a')}`]);
    expect(
      revisionsOf([
        { ...environment, dirty: true },
        { ...environment, commit: null },
      ]),
    ).toEqual([]);
    const madeBy = [
      { ...machine, code: commit('0'), seeds: [1] },
      { ...machine, commit: commit('b'), code: commit('0'), seeds: [2] },
    ];
    expect(revisionsOf([{ ...environment, madeBy }])).toEqual(['a', 'b'].map((own) => `swh:1:rev:${commit(own)}`));
  });
});

describe('characters that formats treat as their own', () => {
  // A site may be anywhere; of a citation, only its address is not of our making.
  const url = 'https://例え.example/ä_b/100%25?a=1&b={c}&d="e"<f>#g~';
  const hostile = { ...deposited, url };

  it('come back from every format as they went in', () => {
    const [entry] = parseBibtex(toBibtex(hostile)).filter(({ itemtype }) => itemtype === 'entry');
    expect(entry?.fields.find(({ name }) => name === 'url')?.value.replace(/^\{|\}$/g, '')).toBe(url);
    expect(toRis(hostile).split('\r\n')).toContain(`UR  - ${url}`);
    expect(parseYaml(toCff(hostile)).url).toBe(url);
    expect(JSON.parse(toCslJson(hostile))[0].URL).toBe(url);
    expect(JSON.parse(JSON.stringify(toJsonLd(hostile, { json: url, csv: url, csvSha256: '' })))['@id']).toBe(url);
  });

  it('come back from the page’s meta tags', () => {
    const markup = renderToStaticMarkup(
      toMetaTags(hostile).map((tag) => createElement('meta', { ...tag, key: tag.name })),
    );
    const read = (text = '') =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const tags = [...markup.matchAll(/<meta name="([^"]*)" content="([^"]*)"\/>/g)].map(([, name, content]) => ({
      name: read(name),
      content: read(content),
    }));
    expect(tags).toEqual(toMetaTags(hostile));
    expect(tags).toContainEqual({ name: 'citation_public_url', content: url });
  });
});

describe('the package to deposit', () => {
  /** Local file headers, one after the other (PKWARE APPNOTE 4.3.7), inflated by Node’s own zlib. */
  const unzip = (bytes: Uint8Array): Map<string, Buffer> => {
    const buffer = Buffer.from(bytes);
    const files = new Map<string, Buffer>();
    for (let at = 0; buffer.readUInt32LE(at) === 0x04034b50; ) {
      const [method, size] = [buffer.readUInt16LE(at + 8), buffer.readUInt32LE(at + 18)];
      const [name, extra] = [buffer.readUInt16LE(at + 26), buffer.readUInt16LE(at + 28)];
      const start = at + 30 + name + extra;
      const data = buffer.subarray(start, start + size);
      files.set(buffer.toString('utf8', at + 30, at + 30 + name), method === 8 ? inflateRawSync(data) : data);
      at = start + size;
    }
    return files;
  };

  const [json, csv] = [`heirloom-snapshot-${snapshot.id}.json`, `heirloom-snapshot-${snapshot.id}.csv`];
  const data: SnapshotFileContent[] = [
    { kind: 'json', name: json, mediaType: 'application/json', meaning: 'It.', body: '{"a":"ü"}' },
    { kind: 'csv', name: csv, mediaType: 'text/csv', meaning: 'Its table.', body: new Uint8Array([0x61, 0x2c, 0xff]) },
  ];

  it('holds the exact bytes, the citation and what repositories take', () => {
    const package_ = toDeposit(snapshot, data);
    const files = unzip(package_);
    expect(files.get(json)?.toString('utf8')).toBe('{"a":"ü"}');
    expect([...(files.get(csv) ?? [])]).toEqual([0x61, 0x2c, 0xff]);
    const text = (name: string): string => files.get(name)?.toString('utf8') ?? '';
    expect(parseYaml(text('CITATION.cff')).title).toBe(TITLE);
    expect(text('README.md')).toContain(`npx heirloom snapshot verify heirloom-snapshot-${snapshot.id}.json`);
    expect(JSON.parse(text('metadata.json'))).toEqual({ metadata: toZenodoMetadata(snapshot) });
    expect(JSON.parse(text('record.json'))).toEqual(toInvenioRecord(snapshot));
    expect(toDeposit(snapshot, data)).toEqual(package_);
  });

  it('is an RO-Crate that describes every file in it, and Croissant beside its data', () => {
    const files = unzip(toDeposit(snapshot, data));
    const { '@graph': graph } = JSON.parse(files.get('ro-crate-metadata.json')?.toString('utf8') ?? '');
    const byId = new Map<string, Record<string, unknown>>(
      graph.map((entity: Record<string, unknown>) => [entity['@id'], entity]),
    );
    expect(byId.get('ro-crate-metadata.json')).toMatchObject({
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.3' },
      about: { '@id': './' },
    });
    const others = [...files].filter(([name]) => name !== 'ro-crate-metadata.json');
    expect(byId.get('./')?.hasPart).toEqual(others.map(([name]) => ({ '@id': name })));
    for (const [name, bytes] of others) {
      expect(byId.get(name)).toMatchObject({ '@type': 'File', sha256: sha256(bytes), contentSize: `${bytes.length}` });
    }
    const croissant = JSON.parse(files.get('croissant.json')?.toString('utf8') ?? '');
    expect(
      croissant.distribution.map((file: Record<string, unknown>) => [file.contentUrl, file.sha256, file['@type']]),
    ).toEqual([json, csv].map((name) => [name, sha256(files.get(name) ?? ''), 'cr:FileObject']));
  });

  it('names its DOI to repositories only where it has one', () => {
    expect(toInvenioRecord(snapshot)).not.toHaveProperty('pids');
    expect(toInvenioRecord(deposited)).toMatchObject({
      pids: { doi: { identifier: deposited.doi, provider: 'external' } },
      metadata: { resource_type: { id: 'dataset' }, publication_date: '2026-11-23', version: snapshot.id },
    });
  });

  it('unpacks to files that their owner can write and everybody read', () => {
    const buffer = Buffer.from(toDeposit(snapshot, data));
    const modes: [number, string][] = [];
    // Central directory (PKWARE APPNOTE 4.3.12): "version made by" says Unix, the external attributes hold st_mode.
    for (let at = buffer.indexOf('PK\u0001\u0002'); buffer.readUInt32LE(at) === 0x02014b50; ) {
      const [name, extra, comment] = [28, 30, 32].map((offset) => buffer.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      modes.push([buffer.readUInt8(at + 5), (buffer.readUInt32LE(at + 38) >>> 16).toString(8)]);
      at += 46 + name + extra + comment;
    }
    expect(modes).toEqual(Array(8).fill([3, '100644']));
  });

  it('has the same bytes wherever it is made', () => {
    // A zone is a process's own: changing it within a worker of the test runner does nothing.
    const program = `
      import { toDeposit } from ${JSON.stringify(new URL('../../../benchmarks/snapshot/cite/deposit.ts', import.meta.url).href)};
      const file = { kind: 'json', name: 'a.json', mediaType: 'application/json', meaning: 'It.', body: '{}' };
      const bytes = toDeposit(${JSON.stringify(snapshot)}, [file]);
      console.log(JSON.stringify([new Date(0).getTimezoneOffset(), Buffer.from(bytes).toString('hex')]));`;
    const made = ['America/Los_Angeles', 'Pacific/Kiritimati'].map((zone): [number, string] =>
      JSON.parse(
        execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
          env: { ...process.env, TZ: zone },
          encoding: 'utf8',
        }),
      ),
    );
    // Or the zones were one and the same, and this would prove nothing.
    expect(new Set(made.map(([offset]) => offset)).size).toBe(2);
    expect(new Set(made.map(([, bytes]) => bytes)).size).toBe(1);
  });
});
