#!/usr/bin/env bash
# A UTC time of a Parquet file that bears the older mark alone has no zone in DuckDB.
#
# Packages:  duckdb 2.0.1, pyarrow 26.0.1 (PyPI), hyparquet-writer 0.17.0 (npm)
# Behaviour: TIMESTAMP_MILLIS, the converted type from before logical types, means UTC (Parquet's LogicalTypes.md: "isAdjustedToUTC = true");
#            DuckDB reads it as TIMESTAMP, without a zone.
# Expected:  TIMESTAMP WITH TIME ZONE, as of the same column with the logical type beside it, and as pyarrow reads both.
# Seen:      older TIMESTAMP, newer TIMESTAMP WITH TIME ZONE; pyarrow timestamp[ms, tz=UTC] for both (2026-11-30).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts hyparquet-writer@0.17.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1
cat > write.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';

const utc = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' };
for (const [name, mark] of [['older', {}], ['newer', { logical_type: utc }]]) {
  const element = { name: 'at', type: 'INT64', repetition_type: 'OPTIONAL', converted_type: 'TIMESTAMP_MILLIS', ...mark };
  const schema = [{ name: 'root', num_children: 1 }, element];
  const columnData = [{ name: 'at', data: [new Date('2026-11-30T12:00:00Z')] }];
  writeFileSync(`${name}.parquet`, new Uint8Array(parquetWriteBuffer({ columnData, schema })));
}
JS
node write.mjs
venv/bin/python - <<'PY'
import duckdb
import pyarrow.parquet as pq

seen = {
    name: (
        duckdb.sql(f"describe select * from '{name}.parquet'").fetchall()[0][1],
        str(pq.read_schema(f'{name}.parquet').field('at').type),
    )
    for name in ('older', 'newer')
}
print(seen)
utc = 'timestamp[ms, tz=UTC]'
raise SystemExit(
    0 if seen == {'older': ('TIMESTAMP', utc), 'newer': ('TIMESTAMP WITH TIME ZONE', utc)} else 'changed: both have a zone'
)
PY
