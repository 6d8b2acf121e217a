"""Hold the lock files to `pyproject.toml`: everything locked and hashed, without an address."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"^([A-Za-z0-9._-]+)")


def normal(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(path: Path) -> dict[str, str]:
    """Return the locked version of each distribution in a lock file."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", path.read_text(), flags=re.MULTILINE)
    return {normal(name): version for name, version in found}


def faults() -> list[str]:
    """Return what is wrong with the lock files, a line each."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "run": project["project"]["dependencies"],
        "dev": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
        "bench": project["dependency-groups"]["bench"],
    }
    said: list[str] = []
    locks = {kind: locked(ROOT / f"requirements/{kind}.txt") for kind in wanted}
    for kind, requirements in wanted.items():
        names = {normal(match[1]) for line in requirements if (match := NAME.match(line))}
        said += [f"{kind}.txt lacks {name}" for name in sorted(names - set(locks[kind]))]
        text = (ROOT / f"requirements/{kind}.txt").read_text()
        said += [f"{kind}.txt holds an address"] if re.search(r"https?://|file:", text) else []
    for kind in ("run", "bench"):
        for name, version in locks[kind].items():
            of_dev = locks["dev"].get(name)
            if of_dev != version and (kind == "run" or of_dev is not None):
                said.append(f"{name} is {version} in {kind}.txt, {of_dev} in dev.txt")
    return said


if __name__ == "__main__":
    for line in faults():
        print(f"error[lock]: {line}. Run `make lock`.", file=sys.stderr)
    sys.exit(1 if faults() else 0)
