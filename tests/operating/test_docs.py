"""Every command that the documents name exists, and the tests or continuous integration run it."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "deploy/README.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN = "\n".join(
    file.read_text()
    for file in (*(ROOT / "tests").rglob("*.py"), *(ROOT / "script").iterdir(), ROOT / ".ci/run")
    if file.is_file() and file.suffix in (".py", "") and file != Path(__file__)
)


def commands():
    """`{(page, command)}` of all lines of code in the documents that begin like a command."""
    found = set()
    for page in PAGES:
        text = page.read_text()
        words = re.findall(r"manage\.py (\w+)", text)
        found |= {(page.name, f"manage.py {word}") for word in words}
        found |= {(page.name, word) for word in re.findall(r"^    ((?:script|\.ci|bench)/\S+)", text, re.M)}
        found |= {(page.name, f"-m {word}") for word in re.findall(r"python -m (bench\.\w+)", text)}
    return sorted(found)


@pytest.mark.parametrize(("page", "command"), commands(), ids=" ".join)
def test_command_exists(page, command):
    name = command.split()[-1]
    if command.startswith("manage.py"):
        assert name in get_commands()
    elif command.startswith("-m"):
        assert (ROOT / f"{name.replace('.', '/')}.py").is_file()
    else:
        assert (ROOT / name).is_file()


def our_commands():
    """Those that the documents name and that are not Django's own, which its own tests run."""
    named = {command.split()[1] for _page, command in commands() if command.startswith("manage.py")}
    return sorted(name for name in named if not str(get_commands().get(name)).startswith("django."))


@pytest.mark.parametrize("name", our_commands())
def test_command_is_run_by_a_test(name):
    assert re.search(
        rf'call_command\(\s*"{name}"|"manage.py", "{name}"|manage\(\s*"{name}"|manage.py {name}', RUN
    )


@pytest.mark.parametrize("name", ["serve", "test", "bootstrap"])
def test_script_is_run_by_continuous_integration(name):
    assert re.search(rf"script/{name}\b", (ROOT / ".ci/run").read_text())


def test_table_of_the_drill_names_every_fault():
    table = (ROOT / "docs/operating.md").read_text().partition("<!-- drill -->")[2]
    source = (ROOT / "bench/drill.py").read_text().partition("# What the faults ask")[0]
    faults = re.findall(r'    def \w+\(self\):\n        """(.+?)\."""\n', source)
    missing = [fault for fault in faults if f"| {fault} |" not in table]
    assert len(faults) >= 7
    assert missing == []
