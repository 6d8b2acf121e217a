"""The lake: canonical tables as Delta tables, read at the versions that the last commit pins."""

from boucle.warehouse.lake.commit import Commit
from boucle.warehouse.lake.lake import Lake
from boucle.warehouse.lake.writer import Staged, Writer

__all__ = ["Commit", "Lake", "Staged", "Writer"]
