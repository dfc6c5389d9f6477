"""The settings, read anew in this process: what a value in the environment leads to."""

import importlib.util
import os
import re
from pathlib import Path

import irsite

SOURCE = Path(irsite.__path__[0]) / "settings.py"
# The variables that they read.
NAMES = set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", SOURCE.read_text()))


def read_settings(monkeypatch, **environment):
    """The settings as a module of their own, read from these variables alone. ImproperlyConfigured as at a start."""
    for name in NAMES & os.environ.keys():
        monkeypatch.delenv(name)
    for name, value in {"ENV_FILE": os.devnull, "SECRET_KEY": "x", **environment}.items():
        monkeypatch.setenv(name, value)
    spec = importlib.util.spec_from_file_location("irsite.settings_again", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
