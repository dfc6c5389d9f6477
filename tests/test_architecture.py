"""Holds the import edges that docs/architecture.md draws."""

import re
from pathlib import Path

import pytest

from tests.imports import attributes, references

ROOT = Path(__file__).resolve().parent.parent
# An app may use those that its line names, and itself.
APPS = {
    "embargo": set(),
    "contacts": {"embargo"},
    "pipeline": {"embargo"},
    "partners": {"embargo", "pipeline"},
    "events": {"embargo", "pipeline", "partners"},
    "releases": {"embargo", "contacts", "pipeline", "partners", "events"},
    "search": {"embargo", "contacts", "pipeline", "partners", "events", "releases"},
    "operating": {"embargo", "contacts", "pipeline", "partners", "events", "releases", "search"},
    "irsite": {"embargo", "contacts", "pipeline", "partners", "events", "releases", "search", "operating"},
}
# A module of releases.models uses only those before it.
MODELS = [
    *[
        "findings",
        "issuer",
        "boilerplate",
        "count",
        "attachment",
        "tags",
        "revision",
        "first_read",
        "export",
        "audit",
    ],
    *["composing", "facts", "moves", "moving", "release", "editing"],
]
# What models stand on: text in, text out, and how a statement is kept.
LANGUAGE = {
    "compiled",
    "html",
    "widgets",
    "fields",
    "boilerplate",
    "dateline",
    "colours",
    "importing.dates",
    "inspection",
}
# Asked by the moves alone, and standing on what comes before them.
PREFLIGHT = "releases.preflight"

# A reader's request enters here, and must not find a way to the working text.
PUBLIC = re.compile(
    r"\w+/(views|feeds/\w+|api/\w+|sitemaps|exports|files|middleware|context_processors|templatetags/\w+)\.py"
)
WORKING_TEXT = re.compile(
    r"releases\.models\.(release|moves|moving|composing|facts|editing)(\.|\Z)"
    r"|releases\.(models\.)?(Release\w*|Editing|MoveRefused|\*)\Z"
)
# Names by which related rows lead to it.
WAYS = {".release", ".releases", ".joint_releases", ".Release"}


def modules(*apps):
    """The path of every module of the apps, except migrations, and its source."""
    for app in apps or APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT).as_posix(), file.read_text()


SOURCES = dict(modules())


def foreign_apps(source, path):
    """References to an app that the module's own may not use."""
    own = path.split("/")[0]
    forbidden = APPS.keys() - APPS[own] - {own}
    return [found for found in references(source, path) if found.target.split(".")[0] in forbidden]


def later_models(source, path):
    """References from a module of releases.models to one after it, or to anything of the app but its language."""
    own = Path(path).stem if "/models/" in path else "moves"
    allowed = {f"releases.models.{name}" for name in MODELS[: MODELS.index(own)]}
    allowed |= {f"releases.{name}" for name in LANGUAGE} | ({PREFLIGHT} if own == "moves" else set())
    return [
        found
        for found in references(source, path)
        if found.target.startswith("releases.")
        and not re.match(r"releases\.[A-Z]", found.target)  # a foreign key names its model in a string
        and not any(f"{found.target}.".startswith(f"{name}.") for name in allowed)
    ]


def working_text(source, path):
    """Where the module names the working text, or a way to it."""
    named = [found for found in references(source, path) if WORKING_TEXT.match(found.target)]
    return named + [found for found in attributes(source, path) if found.target in WAYS]


def behind_the_public_side():
    """The modules that a reader's request runs through: the entrances and all that they import, except models."""
    waiting, reached = [path for path in SOURCES if PUBLIC.match(path)], set()
    while waiting:
        path = waiting.pop()
        if path in reached or "/models" in path:
            continue
        reached.add(path)
        waiting += filter(None, (file_of(found.target) for found in references(SOURCES[path], path)))
    return sorted(reached)


def file_of(target):
    """The project's file that holds the dotted name: a module, a package or something inside one."""
    parts = target.split(".")
    candidates = ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next(
        (path for c in candidates for path in (f"{c}.py", f"{c}/__init__.py") if path in SOURCES), None
    )


@pytest.mark.parametrize("app", APPS)
def test_app_uses_only_the_apps_below_it(app):
    assert not [str(found) for path, source in modules(app) for found in foreign_apps(source, path)]


def test_every_app_has_its_place():
    assert {file.parent.name for file in ROOT.glob("*/apps.py")} == set(APPS)


@pytest.mark.parametrize("name", MODELS)
def test_models_of_releases_stand_in_their_order(name):
    path = f"releases/models/{name}.py"
    assert not [str(found) for found in later_models(SOURCES[path], path)]


@pytest.mark.parametrize("path", [path for path in SOURCES if path.startswith("releases/preflight/")])
def test_preflight_stands_below_the_moves(path):
    assert not [str(found) for found in later_models(SOURCES[path], path)]


def test_every_module_of_models_has_its_place():
    assert {file.stem for file in (ROOT / "releases/models").glob("*.py")} == {"__init__", *MODELS}


@pytest.mark.parametrize("path", behind_the_public_side())
def test_public_side_has_no_way_to_the_working_text(path):
    assert not [str(found) for found in working_text(SOURCES[path], path)]


def test_public_templates_have_no_way_to_the_working_text():
    ways = re.compile(r"revision\.release\b|(?<!perms)\.(releases|joint_releases)\b")
    templates = [file for file in (ROOT / "templates").rglob("*.*") if "admin" not in file.parts]
    assert templates
    assert not [str(file.relative_to(ROOT)) for file in templates if ways.search(file.read_text())]


def test_only_models_set_instants_and_statuses():
    """Moves do so under a lock and put it on record; an assignment elsewhere would go round them.

    Facts that no release announces have their own buttons, in embargo/admin/showing.py.
    """
    sets = re.compile(
        r"\.(public_from|public_until|status) = |update\([^)]*\b(public_from|public_until|status)="
    )
    lines = [
        f"{path}:{number}: {line.strip()}"
        for path, source in SOURCES.items()
        if "/models" not in path and path != "embargo/admin/showing.py"
        for number, line in enumerate(source.splitlines(), start=1)
        if sets.search(line)
    ]
    assert not lines


# The checks themselves


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("pipeline/models.py", "from releases.models import Revision"),
        ("embargo/clock.py", "def f():\n    import pipeline.models"),
        ("events/views.py", "from django.apps import apps\napps.get_model('releases', 'Revision')"),
        ("partners/models.py", "models.ForeignKey('releases.Category')"),
        ("contacts/admin.py", "import pipeline"),
        ("releases/views.py", "from irsite.files import file"),
    ],
)
def test_reference_to_an_upper_app_is_caught(path, source):
    (found,) = foreign_apps(source, path)
    assert str(found).startswith(f"{path}:{source.count(chr(10)) + 1} refers to ")


@pytest.mark.parametrize(
    "source",
    [
        "from .models import Release",
        "from releases.models.release import Release",
        "def f():\n    from .models import release",
        "from releases import models\nmodels.Release.objects",
        "from .models import *",
        "def f(revision):\n    return revision.release.body",
        "def f(compound):\n    return compound.releases.all()",
        "apps.get_model('releases.Release')",
    ],
)
def test_way_to_the_working_text_is_caught(source):
    assert working_text(source, "releases/views.py")


@pytest.mark.parametrize("source", ["from .models import Revision", "def f(row):\n    return row.release_id"])
def test_frozen_text_is_not_taken_for_the_working_text(source):
    assert not working_text(source, "releases/views.py")


def test_later_model_is_caught():
    assert later_models("from .release import Release", "releases/models/audit.py")
    assert later_models("from ..models.release import Release", "releases/preflight/gather.py")
    assert later_models("from .. import preflight", "releases/models/audit.py")
    assert later_models("def f():\n    from ..admin import x", "releases/models/release.py")


def test_public_side_is_found_behind_its_entrances():
    assert {"releases/page.py", "releases/feeds/views.py", "pipeline/chart.py"} <= set(
        behind_the_public_side()
    )


def test_clock_of_the_machine_is_read_by_tests_of_signing_in_and_of_running_processes_alone():
    """The others name their instant, `now`, so that they pass at any hour of any day."""
    reading = re.compile(r"timezone\.now\(\)|datetime\.now\(|date\.today\(|\btime\.time\(\)")
    tests = (ROOT / "tests").rglob("*.py")
    assert {file.parent.name for file in tests if reading.search(file.read_text())} == {
        "boundary",
        "doors",
        "operating",
    }
