"""Every command that the documents name is run: here as it is written, by another test, or by continuous integration.

What none of them can run stands in `BY_HAND`, and docs/operating.md says so.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from pipeline.models import Compound
from tests import builders

ROOT = Path(__file__).resolve().parent.parent.parent
OPERATING = (ROOT / "docs/operating.md").read_text()
PAGES = [
    *(ROOT / page for page in ("README.md", "deploy/README.md", "bench/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
PROGRAMS = (
    r"\.venv/bin/python|script/|\.ci/(?:run|nightly)|manage\.py |git |pip |npm |npx |docker |systemctl |nginx -|curl |"
    r"cp |apt-get |psql |redis-cli |certbot |sudo "
)
# A line of a block, without the comment behind it; and what stands in the text.
_blocks = re.compile(rf"^    ((?:[A-Z_]+=\S*\s+)*(?:{PROGRAMS}|bench/).*?)(?:\s+# .*)?$", re.M)
_inline = re.compile(rf"`((?:{PROGRAMS})[^`]*)`")

# Run here: in a checkout of its own, in the order of an operator's life;
IN_A_CHECKOUT = (
    "script/bootstrap requirements-brotli.txt",
    "manage.py upgrade",
    "git pull",
    "manage.py backup --new-key backup.key",
    "BACKUP_KEY=age1… manage.py backup /backups/newsroom.backup",
    "manage.py restore newsroom.backup --check --key-file backup.key",
    "manage.py restore newsroom.backup --key-file backup.key",
    "cp deploy/brotli.conf /etc/nginx/snippets/newsroom-brotli.conf",
)
# and in this process, as what is new about them is the words alone.
IN_THIS_PROCESS = (
    "manage.py create_people",
    "manage.py check --deploy --database default",
    "manage.py backup /backups/before-upgrade.backup",
    "manage.py verify_records",
    "manage.py export_site /srv/export",
)
# Run as they are written by .ci/on-server, on a server of its own with systemd that .ci/nightly makes.
ON_A_SERVER = (
    "nginx -t",
    "systemctl reload nginx",
    "systemctl enable --now newsroom-web newsroom-deliver",
    "systemctl restart newsroom-web",
    "systemctl reload newsroom-web",
    "apt-get install libnginx-mod-http-brotli-static",
)
AS_WRITTEN = (*IN_A_CHECKOUT, *IN_THIS_PROCESS, *ON_A_SERVER)
# Run elsewhere: the file, and the words in it that do so.
ELSEWHERE = {
    ".ci/run": (".ci/steps", "All of it passed."),
    ".ci/nightly": (".ci/steps", "All of it passed."),
    "script/bootstrap": ("script/serve", "script/bootstrap requirements.txt"),
    "script/bootstrap requirements-s3.txt": ("requirements-dev.txt", "-r requirements-s3.txt"),
    "script/serve": (".ci/run", 'a clone/script/serve" >"$log"'),
    "script/serve --new-passwords": (".ci/run", 'script/serve" --new-passwords'),
    "script/test": (".ci/run", "script/test --coverage"),
    "script/test --postgresql": (".ci/run", "script/test --postgresql"),
    "script/test tests/releases/test_moves.py": (
        ".ci/run",
        "script/test --postgresql --numprocesses 0 tests/boundary",
    ),
    "manage.py deliver": ("script/serve", "manage.py deliver"),
    "manage.py import_release FILE": (
        "tests/releases/test_importing.py",
        'call_command("import_release", str(',
    ),
    "manage.py reset_second_factor NAME": (
        "tests/doors/test_second_step.py",
        'call_command("reset_second_factor"',
    ),
    "curl 'https://ir.example.com/api/releases.json?compound=vlm-1&from=2025-01-01&per_page=2'": (
        "tests/operating/test_docs.py",
        "def test_example_of_the_api_is_answered",
    ),
    "script/pictures": (".ci/nightly", "script/pictures $SITE"),
    "script/fonts": (".ci/nightly", 'bin/python" script/fonts'),
    "npm install lighthouse@12.8.2": (".ci/nightly", "npm install lighthouse@12.8.2"),
    "CHROME_PATH=/usr/bin/chromium npx lighthouse http://127.0.0.1:8000/"
    ' --chrome-flags="--headless=new --no-sandbox"': (
        ".ci/nightly",
        'CHROME_PATH=/usr/bin/chromium npx lighthouse "$address" --chrome-flags="--headless=new --no-sandbox"',
    ),
    "-m bench.drill": (".ci/nightly", ".venv/bin/python -m bench.drill"),
    "DATABASE_URL=postgres://user:password@host/any FILES_URL=file:///tmp/bench-files"
    " bench/readers.py --releases 1000 --releases 100000 --wagtail /path/to/python": (
        ".ci/nightly",
        "bench/readers.py --releases 200",
    ),
    "DATABASE_URL=… FILES_URL=… bench/readers.py --only-wagtail --wagtail /path/to/python": (
        ".ci/nightly",
        'bench/readers.py --seconds 1 --only-wagtail --wagtail "$1"',
    ),
    "DATABASE_URL=postgres://user:password@host/any bench/feeds.py": (".ci/nightly", "bench/feeds.py --rel"),
    "DATABASE_URL=postgres://user:password@host/any bench/desk.py": (".ci/nightly", "bench/desk.py --rel"),
}
# What nobody runs: how such a command begins.
BY_HAND = ("docker compose",)


def commands():
    """`{command: page}`; a program of ours is named without the Python before it."""
    found = {}
    for page in PAGES:
        text = page.read_text().replace("\\\n", "")
        for words in _blocks.findall(text) + _inline.findall(text):
            found.setdefault(" ".join(words.replace(".venv/bin/python ", "").split()), page.name)
    return found


def test_commands_are_found():
    assert len(commands()) > 30


@pytest.mark.parametrize("command", commands())
def test_command_is_run_or_said_to_be_done_by_hand(command):
    assert command in AS_WRITTEN or command in ELSEWHERE or command.startswith(BY_HAND)


def test_no_command_is_kept_that_no_page_names():
    named = commands().keys()
    assert {*AS_WRITTEN, *ELSEWHERE} <= named
    assert not [start for start in BY_HAND if not any(command.startswith(start) for command in named)]


@pytest.mark.parametrize("command", ELSEWHERE)
def test_command_is_run_elsewhere(command):
    file, words = ELSEWHERE[command]
    assert words in (ROOT / file).read_text()


@pytest.mark.parametrize("command", ON_A_SERVER)
def test_command_is_run_on_a_server(command):
    script = (ROOT / ".ci/on-server").read_text()
    assert re.search(rf"^    {re.escape(command)}( |$)", script, re.M)


@pytest.mark.parametrize("name", BY_HAND)
def test_page_for_operators_names_what_is_done_by_hand(name):
    section = OPERATING.partition("## What is tried, and what is not")[2].partition("\n## ")[0]
    assert name in section


# As written


@pytest.fixture
def server(tmp_path):
    """A checkout that follows another one, with an environment of its own, on an empty database."""
    origin, checkout = tmp_path / "origin", tmp_path / "checkout"
    kept = shutil.ignore_patterns(".git", ".venv", "var", ".hypothesis", ".*_cache", "__pycache__", ".env")
    shutil.copytree(ROOT, origin, ignore=kept)
    commit(origin, "init", "--quiet")
    commit(origin, "add", ".")
    commit(origin, "commit", "--quiet", "--message", "One version")
    subprocess.run(["git", "clone", "--quiet", origin, checkout], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    # What the tests run with is there already, pip too, so that nothing of it is fetched again.
    (packages,) = (checkout / ".venv/lib").glob("*/site-packages")
    (packages / "those_of_the_tests.pth").write_text(sysconfig.get_path("purelib"))
    (origin / "CHANGELOG.md").write_text("The next version\n")
    commit(origin, "commit", "--quiet", "--all", "--message", "The next version")
    return checkout


def commit(folder, *words):
    who = ["-c", "user.name=Operator", "-c", "user.email=operator@velmora.example"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True)


def run(words, server, database):
    """Run a line as it stands, with the folders and the key of this machine in the place of those of the example."""
    folder, key = server.parent, server / "backup.key"
    public = re.search(r"age1\w+", key.read_text()).group() if key.exists() else ""
    words = re.sub("/backups/|/etc/nginx/snippets/", f"{server}/", words).replace("age1…", public)
    words = words.replace("manage.py", ".venv/bin/python manage.py")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "SECRET_KEY": "a long text, 0123456789, for the tests alone, and for nothing else",
        "ALLOWED_HOSTS": "ir.example.com",
        "DATABASE_URL": f"sqlite:///{folder}/{database}.sqlite3",
        "FILES_URL": (folder / "files").as_uri(),
        "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    } | {
        name: value
        for name, value in os.environ.items()
        if name.lower().startswith(("pip_", "http", "no_proxy"))
    }
    done = subprocess.run(
        ["bash", "-c", words], cwd=server, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_commands_of_an_operators_life_run_as_they_are_written(server):
    """In one test: each stands on those before it."""
    said, database = {}, "first"
    for words in IN_A_CHECKOUT:
        if words == "manage.py restore newsroom.backup --key-file backup.key":
            database = "second"  # a fresh machine
        said[words] = run(words, server, database)
    assert (server / "CHANGELOG.md").read_text() == "The next version\n"
    assert (server / "newsroom-brotli.conf").read_text() == (ROOT / "deploy/brotli.conf").read_text()
    assert ", encrypted." in said["BACKUP_KEY=age1… manage.py backup /backups/newsroom.backup"]
    assert "The record is whole" in said["manage.py restore newsroom.backup --key-file backup.key"]


@pytest.mark.django_db(transaction=True)
def test_commands_are_understood_as_they_are_written(tmp_path, settings):
    settings.ALLOWED_HOSTS, said = ["ir.example.com"], {}
    for words in IN_THIS_PROCESS:
        _program, name, *given = shlex.split(re.sub("/backups/|/srv/", f"{tmp_path}/", words))
        said[name] = io.StringIO()
        call_command(name, *given, stdout=said[name], stderr=said[name])
    assert "administrator" in said["create_people"].getvalue()
    assert "NOT encrypted" in said["backup"].getvalue()
    assert (tmp_path / "export/index.html").is_file()


@pytest.mark.django_db
def test_example_of_the_api_is_answered(people, records, now, visit):
    release = builders.draft(people, now)
    release.compounds.add(Compound.objects.create(name="VLM-1", slug="vlm-1"))
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    page = (ROOT / "docs/feeds.md").read_text()
    (example,) = re.findall(r"curl '(.+?)'", page)
    parts, shown = urlsplit(example), page.partition("curl '")[2].partition("\n|")[0]
    answer = visit(f"{parts.path}?{parts.query}", now).json()
    told = {*answer, *answer["releases"][0]}
    assert {*re.findall(r'"(\w+)":', shown)} <= told


def test_table_of_the_drill_names_every_fault():
    table = OPERATING.partition("<!-- drill -->")[2]
    source = (ROOT / "bench/drill.py").read_text().partition("# What the faults ask")[0]
    faults = re.findall(r'    def \w+\(self\):\n        """(.+?)\."""\n', source)
    missing = [fault for fault in faults if f"| {fault} |" not in table]
    assert len(faults) >= 7
    assert missing == []
