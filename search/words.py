"""One normaliser for what is indexed and what is asked, on both databases."""

import re
import unicodedata

# “AB-101”, “AB 101” and “ab101” are one compound.
_code = re.compile(r"\b([a-z]{1,6})[-\u2010-\u2015 ]?(\d{2,6}[a-z]?)\b")
_words = re.compile(r"\w+")
_phrase = re.compile(r'"([^"]*)"')

MAX_CHARACTERS = 200
MAX_WORDS = 12


def fold(text):
    """`text` without accents and capitals, code names without their hyphen."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return _code.sub(r"\1\2", plain)


def terms(query):
    """`query` as a list of phrases, each a list of words; at most twelve words of the first 200 characters."""
    query, found = query[:MAX_CHARACTERS], []
    for match in _phrase.finditer(query):
        found.append(_words.findall(fold(match.group(1))))
    for word in _words.findall(fold(_phrase.sub(" ", query))):
        found.append([word])
    kept, count = [], 0
    for words in filter(None, found):
        if count + len(words) > MAX_WORDS:
            break
        kept.append(words)
        count += len(words)
    return kept
