"""Packs a bundle: the same files give the same bytes, whoever owns them and whenever they were written."""
from __future__ import annotations

import io
from typing import Mapping


def pack(files: Mapping[str, bytes]) -> bytes:
    """A ``.tar.gz`` of files by path, sorted, with fixed owner, mode and time."""
    # Only who packs needs them.
    import gzip
    import tarfile

    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0, filename="") as stream:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for path in sorted(files):
                about = tarfile.TarInfo(path)
                about.size = len(files[path])
                about.mode = 0o644
                archive.addfile(about, io.BytesIO(files[path]))
    return packed.getvalue()
