import subprocess
import sys

import pytest

HEAVY = {
    "altair", "babel", "deltalake", "duckdb", "holidays", "ibis", "numpy", "openpyxl", "pandas",
    "pyarrow", "pydantic", "ruamel", "sqlglot",
}  # fmt: skip

SCRIPT = """
import sys
sys.argv = ["boucle", *{arguments!r}]
from boucle.cli import main
try:
    main()
except SystemExit:
    pass
print(*{{name.partition(".")[0] for name in sys.modules}}, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="help"),
    ],
)
def test_nothing_heavy_is_imported_at_start(arguments):
    script = SCRIPT.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )

    assert done.stdout
    assert HEAVY & set(done.stderr.split()) == set()
