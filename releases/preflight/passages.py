"""A piece of the text as readers see it, and the form field in which an editor mends it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from .findings import Spot

LONGEST_PLACE = 240
LONGEST_WORDS = 80
REACH = 500

# Every quantifier is bounded: the time stays in proportion to the text, whatever the text is.
_sentence_end = re.compile(
    r"\n|(?<=[.!?\"”’)\]])(?<![^.!?]\")(?<![^.!?]”)(?<![^.!?]’)(?<![^.!?]\))(?<![^.!?]\])"
    r"(?<!\bInc\.)(?<!\bCorp\.)(?<!\bLtd\.)(?<!\bCo\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSt\.)"
    r"(?<!\bNo\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<!\ba\.m\.)(?<!\bp\.m\.)(?<!\bJan\.)(?<!\bFeb\.)(?<!\bAug\.)"
    r"(?<!\bSept\.)(?<!\bOct\.)(?<!\bNov\.)(?<!\bDec\.)"
    r"[ \t\u00a0](?=[\"“‘'(\[]?[A-Z0-9])"
)


@dataclass(frozen=True)
class Passage:
    """`field` names the form field that holds the text or, for what the system made, decides it."""

    part: str
    field: str
    text: str
    html: str = ""

    @cached_property
    def _starts(self):
        return [0, *(match.end() for match in _sentence_end.finditer(self.text))]

    @property
    def sentences(self):
        """The spans of all sentences; a line's end closes one as well."""
        ends = [*self._starts[1:], len(self.text)]
        return list(zip(self._starts, ends, strict=True))

    def sentence_at(self, at):
        """Start and end of the sentence around the place `at`."""
        index = bisect_right(self._starts, at)
        return self._starts[index - 1], self._starts[index] if index < len(self._starts) else len(self.text)

    def near(self, start, end):
        """What stands around a span in its sentence: all of it, unless the sentence is very long."""
        first, last = self.sentence_at(start)
        return self.text[max(first, start - REACH) : min(last, end + REACH)]

    def excerpt(self, start, end):
        """The sentence around a span, cut at words where it is very long: exactly as it stands in the text."""
        first, last = self.sentence_at(start)
        last = max(last, self.sentence_at(max(start, end - 1))[1])
        if last - first > LONGEST_PLACE:
            reach = max(0, (LONGEST_PLACE - min(end - start, LONGEST_PLACE)) // 2)
            first = self._word_from(max(first, start - reach), start)
            last = self._word_until(min(last, max(start + LONGEST_PLACE // 2, end) + reach), end)
            last = min(last, first + 2 * LONGEST_PLACE)
        return self.text[first:last].strip()

    def spot(self, start, end, sentence, **values):
        """A `Spot` at a span of this text; `%(words)s` in the sentence stands for the span's words."""
        words = shortened(self.text[start:end])
        return Spot(sentence % {"words": words, **values}, self.field, words, self.excerpt(start, end))

    def _word_from(self, at, limit):
        if at == 0 or self.text[at - 1].isspace():
            return at
        space = self.text.find(" ", at, limit)
        return at if space < 0 else space + 1

    def _word_until(self, at, limit):
        if at >= len(self.text) or self.text[at].isspace():
            return at
        space = self.text.rfind(" ", limit, at)
        return at if space < 0 else space


def shortened(words):
    words = " ".join(words[: 4 * LONGEST_WORDS].split())
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 2] + " …"
