from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A reason why a move is refused or deserves a second look: a code, a sentence, a place in the text."""

    code: str
    sentence: str
    place: str = ""

    def __str__(self):
        return self.sentence
