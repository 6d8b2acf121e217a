"""Public names are listed in a file, so that a new one shows in review, and each is documented."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import boucle.analytics
from boucle import errors, tables

LIST = Path(__file__).with_name("public_names.txt")
CAPABILITIES = [
    importlib.import_module(f"boucle.analytics.{module.name}")
    for module in pkgutil.iter_modules(boucle.analytics.__path__)
]
FUNCTIONS = [
    pytest.param(getattr(module, name), id=f"{module.__name__.removeprefix('boucle.')}.{name}")
    for module in CAPABILITIES
    for name in module.__all__
    if inspect.isfunction(getattr(module, name))
]


def public_names():
    return sorted(
        f"{module.__name__}.{name}"
        for module in (*CAPABILITIES, tables, errors)
        for name in module.__all__
    )


def sections(function):
    return set(re.findall(r"^(\w+)\n-+$", inspect.getdoc(function) or "", re.MULTILINE))


def test_public_names_are_those_listed():
    assert public_names() == LIST.read_text(encoding="utf-8").splitlines(), (
        "a public name came or went: if that is meant, write it in tests/docs/public_names.txt"
    )


@pytest.mark.parametrize("function", FUNCTIONS)
def test_public_function_documents_what_it_takes_and_gives(function):
    wanted = {"Parameters"} if inspect.signature(function).parameters else set()
    # "Add `grade`, …" has said what comes back.
    if not (inspect.getdoc(function) or "").startswith("Add "):
        wanted.add("Returns")

    assert wanted <= sections(function)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_public_function_names_every_parameter(function):
    documented = inspect.getdoc(function) or ""
    names = inspect.signature(function).parameters

    assert [name for name in names if not re.search(rf"\b{name}\b", documented)] == []
