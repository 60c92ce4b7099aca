"""Runs the blocks of README.md one after the other: ``python3 -m tests.run_page``, with HEIRLOOM_SITE and HEIRLOOM_TOKEN set.

Blocks marked ``pandas`` are left out where pandas is not installed, which is said.
"""
from __future__ import annotations

import importlib.util
import os
import re
import tempfile
from pathlib import Path

PAGE = Path(__file__).parents[1] / "README.md"


def main() -> None:
    has_pandas = importlib.util.find_spec("pandas") is not None
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    ran = left_out = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for block in re.finditer(r"^```python(?P<needs>[^\n]*)\n(?P<code>.*?)^```$", text, re.MULTILINE | re.DOTALL):
            if "pandas" in block["needs"] and not has_pandas:
                left_out += 1
                continue
            # Lines as the page has them, so that a fault names its own.
            code = "\n" * text.count("\n", 0, block.start("code")) + block["code"]
            exec(compile(code, str(PAGE), "exec"), names)
            ran += 1
        os.chdir("/")
    print(f"{ran} blocks ran, {left_out} were left out: pandas is not installed" if left_out else f"{ran} blocks ran")


if __name__ == "__main__":
    main()
