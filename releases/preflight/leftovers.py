"""Words of an imported text that found no field."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, Spot, rule
from .passages import shortened


@rule(
    "words-not-placed",
    Level.WARNING,
    gettext_lazy("Words of the imported text are still in no field, so that nobody will read them."),
)
def not_placed(subject):
    if subject.not_placed.strip():
        words = shortened(subject.not_placed.strip())
        yield Spot(
            _(
                "Words of the imported text are in no field yet: “%(words)s”. Move them to their place, or delete them."
            )
            % {"words": words},
            "not_placed",
            words,
            words,
        )
