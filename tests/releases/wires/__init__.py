"""Wire releases of fictional companies, each with traits that real ones have."""

from pathlib import Path

from releases.importing.wire import ParsedRelease, parse

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
# A first sentence, where no other matters.
REST = "Foo Inc. said today that it has opened a plant, which will make pumps for the region and for export."


def wire_text(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def wire_release(name: str) -> ParsedRelease:
    return parse(wire_text(name))


def doubt_codes(release: ParsedRelease) -> set[str]:
    return {doubt.code for doubt in release.doubts}


def doubt(release: ParsedRelease, code: str):
    return next(doubt for doubt in release.doubts if doubt.code == code)
