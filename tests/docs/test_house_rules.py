"""Laws of the house that no linter holds: sizes, names, links, fragments, what stays outside."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 400, 30
VAGUE = {"utils", "helpers", "common", "misc"}
KINDS = {"breaking", "numbers", "added", "fixed", "internal"}
METHOD_PAGES = (
    "attribution", "business_time", "clocks", "conditions", "credit_intervals", "data_health",
    "lifecycle", "markov", "money", "scoring", "shapley", "simulation", "timing",
)  # fmt: skip
LINK = re.compile(r"(?<!!)!?\[[^\]]*\]\(([^)\s]+)\)")
IN_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
# Spelt in pieces: this file is tracked too.
MACHINE_PATH = re.compile(
    r"(?<![\w.$:/{-])/" + r"(?:home|Users|work|root|mnt|opt|private)/[\w.-]+|[A-Z]:\\Users"
)
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|files\.python" + r"hosted|index-" + "url|artifact" + "ory"
)
REAL_DATA = re.compile(r"shared/(?!data\b)[\w-]*")
# A lock recipe names the option that keeps addresses out.
ALLOWED_REGISTRY_WORDS = ("--no-emit-index-" + "url",)


def texts(tracked, *suffixes):
    for path in tracked:
        if path.name == "LICENSE" or (suffixes and path.suffix not in suffixes):
            continue
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def code_lines(function):
    """Lines of the body: neither the docstring nor the signature, which has a line a parameter."""
    body = function.body
    if ast.get_docstring(function, clean=False) is not None:
        body = body[1:]
    return function.end_lineno - body[0].lineno + 1 if body else 0


def test_no_source_file_is_long():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES
    }

    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


def test_no_function_is_long():
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": code_lines(node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and code_lines(node) > MOST_FUNCTION_LINES
    }

    assert long == {}


def test_no_module_has_a_vague_name():
    assert [path for path in SOURCES if {path.stem, path.parent.name} & VAGUE] == []


def test_test_files_have_names_of_their_own(tracked):
    names = [path.name for path in tracked if re.fullmatch(r"test_\w+\.py", path.name)]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", METHOD_PAGES)
def test_method_has_its_page(name):
    page = ROOT / "docs" / "methods" / f"{name}.md"

    assert page.read_text(encoding="utf-8").startswith("# ")


def test_no_file_knows_a_machine(tracked):
    found = {
        f"{name}: {match}"
        for name, text in texts(tracked)
        for match in MACHINE_PATH.findall(text)
        if "template" not in name.parts
    }

    assert found == set()


def test_no_file_knows_a_registry(tracked):
    found = set()
    for name, text in texts(tracked):
        for allowed in ALLOWED_REGISTRY_WORDS:
            text = text.replace(allowed, "")  # noqa: PLW2901 - the same text, less a word
        if match := REGISTRY.search(text):
            found.add(f"{name}: {match[0]}")

    assert found == set()


def test_files_outside_are_named_only_where_tests_and_examples_find_them(tracked):
    """Real data sets lie beside the repository; nothing else of what lies there is named."""
    outside = {
        str(name): REAL_DATA.findall(text)
        for name, text in texts(tracked)
        if name.name != Path(__file__).name and REAL_DATA.search(text)
    }
    # Only tests, CI, settings and examples may name the data at all.
    product = [
        str(name)
        for name, text in texts(tracked)
        if name.parts[0] == "src" and "shared/" + "data" in text
    ]

    assert outside == {}
    assert product == []


def test_links_between_pages_resolve(tracked):
    broken = [
        f"{name}: {target}"
        for name, text in texts(tracked, ".md")
        for target in LINK.findall(IN_CODE.sub("", text))
        if not re.match(r"[a-z]+:|#", target)
        and not (ROOT / name.parent / target.split("#")[0]).exists()
    ]

    assert broken == []


def test_anchors_of_pages_resolve(tracked):
    broken = []
    for name, text in texts(tracked, ".md"):
        for target in LINK.findall(IN_CODE.sub("", text)):
            page, mark, anchor = target.partition("#")
            there = ROOT / name.parent / page if page else ROOT / name
            if mark and "://" not in target and there.is_file():
                headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
                if anchor not in {_anchor(heading) for heading in headings}:
                    broken.append(f"{name}: {target}")

    assert broken == []


def _anchor(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_pages_named_in_the_code_exist():
    named = {
        page
        for path in SOURCES
        for page in re.findall(r"docs/[\w/-]+\.md", path.read_text(encoding="utf-8"))
    }

    assert sorted(page for page in named if not (ROOT / page).is_file()) == []


def test_changelog_fragments_have_a_known_kind(tracked):
    fragments = [path for path in tracked if path.parent.name == "changelog.d"]
    wrong = [
        path.name
        for path in fragments
        if not re.fullmatch(rf"\d+(-\w+)?\.({'|'.join(sorted(KINDS))})\.md", path.name)
        or not path.read_text(encoding="utf-8").strip()
    ]

    assert fragments
    assert wrong == []


def test_decisions_are_numbered_once_and_say_what_they_must(tracked):
    decisions = sorted(path for path in tracked if path.parent.name == "decisions")
    numbers = [int(path.name[:4]) for path in decisions]
    wanted = ("Status:", "Context:", "Decision:", "Alternatives:", "Consequences:", "Revisit when:")
    lacking = {
        path.name: missing
        for path in decisions
        if (missing := [w for w in wanted if w not in path.read_text(encoding="utf-8")])
    }

    assert numbers == list(range(1, len(numbers) + 1))
    assert lacking == {}
