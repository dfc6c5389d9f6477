"""What a rule finds, and what a rule is."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models.findings import Finding

MOST = 12  # findings of one rule: a longer list is not read


class Level(models.TextChoices):
    BLOCKER = "blocker", gettext_lazy("Blocker")
    WARNING = "warning", gettext_lazy("Warning")


@dataclass(frozen=True)
class PreflightFinding(Finding):
    """`place` is an exact excerpt of the text in the form field `field`; `words` stand in it and are the reason."""

    level: str = Level.WARNING
    field: str = ""
    words: str = ""

    @property
    def key(self):
        """The same for the same finding in the same words: a tick given to it holds until they change."""
        named = "\0".join((self.code, self.field, self.words, self.place))
        return hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Spot:
    """Where a rule was tripped, and the sentence for the editor."""

    sentence: str
    field: str = ""
    words: str = ""
    place: str = ""


@dataclass(frozen=True)
class Rule:
    """A pure function of a `Subject` with its code, its level and one sentence on what trips it."""

    code: str
    level: Level
    description: str
    check: Callable[..., Iterator[Spot]]

    def __call__(self, subject) -> Iterable[PreflightFinding]:
        seen = set()
        for spot in self.check(subject):
            if spot in seen:
                continue
            if len(seen) == MOST:
                more = _("There are more like this; they show when these are mended.")
                yield PreflightFinding(self.code, more, "", self.level, spot.field)
                return
            seen.add(spot)
            yield PreflightFinding(self.code, spot.sentence, spot.place, self.level, spot.field, spot.words)


def rule(code, level, description):
    """Makes a function that yields `Spot`s a `Rule`."""
    return lambda check: Rule(code, level, description, check)
