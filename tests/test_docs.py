"""The documents name only what exists."""

import re
from pathlib import Path

import pytest

from releases.preflight import RULES

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PUBLISHING = (ROOT / "docs/publishing.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_and_pages_that_are_linked_exist(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert not [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_headings_that_are_linked_exist(page):
    text = page.read_text()
    headings = {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in _headings(text)}
    assert not [link for link in re.findall(r"\]\(#([^)]+)\)", text) if link not in headings]


def test_files_that_the_rules_name_exist():
    files = set(re.findall(r"`((?:\w+/)+(?:\w+\.py)?)`", PUBLISHING))
    assert files
    assert not [file for file in files if not (ROOT / file).exists()]


def test_names_that_the_rules_mention_exist():
    models = "\n".join(file.read_text() for file in (ROOT / "releases").rglob("*.py"))
    names = re.findall(r"`(?:Release|Revision|Composition)\.(\w+)`", PUBLISHING)
    names += re.findall(r"`(_\w+)`", PUBLISHING)
    assert not [name for name in names if not re.search(rf"\b{name}\b", models)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_of_preflight_is_documented(rule):
    file = rule.check.__module__.rsplit(".")[-1]
    assert f"| `{rule.code}` | {rule.level} | {rule.description} | `{file}.py` |" in PUBLISHING


def test_no_rule_is_documented_that_is_gone():
    rows = re.findall(r"^\| `([\w-]+)` \| (?:blocker|warning) ", PUBLISHING, re.M)
    assert rows == [rule.code for rule in RULES]


def _headings(text):
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")]
