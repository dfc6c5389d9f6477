"""Where a text speaks of records that have names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST = 3  # letters of a name that is looked for

# One character for one, so that places in the flattened text are places in the text.
_flat = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "’": "'", "\n": " ", "\t": " "}
)


@dataclass(frozen=True)
class Mention:
    key: object
    name: str
    start: int
    end: int


def find_mentions(text, names: Iterable[tuple[str, object]], *, any_case=False) -> list[Mention]:
    """Where each of `(name, key)` stands as whole words. A name inside a longer one is no mention of it.

    Capitals count, because a partner may be called Insight: a name is found as it is written and in
    capitals; with `any_case` also as a sentence's or a headline's first letters are.
    """
    left = flat(text)
    lowered, found = left.lower(), []
    for name, key in sorted(set(names), key=lambda pair: (-len(pair[0]), str(pair))):
        name = flat(name).strip()
        if len(name) < SHORTEST or name.lower() not in lowered:
            continue
        matches = list(_pattern(name, any_case).finditer(left))
        found += [Mention(key, name, match.start(), match.end()) for match in matches]
        if matches:
            left = _pattern(name, any_case).sub(lambda match: "\0" * len(match[0]), left)
    return sorted(found, key=lambda mention: mention.start)


def flat(text):
    return text.translate(_flat)


def _pattern(name, any_case):
    ways = {name, name.upper()} if len(name) > SHORTEST else {name}
    if any_case:
        ways |= {name[0].upper() + name[1:], " ".join(w[:1].upper() + w[1:] for w in name.split(" "))}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(ways)))})(?!\w)")
