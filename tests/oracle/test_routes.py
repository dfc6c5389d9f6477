"""No public route comes in unasked: each says how it could tell of what is not public, and is asked."""

from tests.doors.routes import routes

from .routes import PROBES


def test_every_public_route_is_asked_what_it_tells():
    public = {name for name, _route in routes() if not name.startswith("admin:")}
    assert public == PROBES.keys()


def test_every_route_is_asked_or_says_why_not():
    assert not [name for name, probe in PROBES.items() if not (callable(probe) or len(probe) > 20)]


def test_route_that_takes_a_name_is_asked():
    """What an address can hold decides: only a year, a form or a color names no row."""
    naming = {
        name for name, route in routes() if ":ref>" in route or "slug:slug>" in route or "slug:name>" in route
    }
    naming = {name for name in naming if not name.startswith("admin:")}
    assert naming
    assert not [name for name in naming if not callable(PROBES[name])]
