"""One presentation as a paragraph states it: title, abstract number, presenter, board, trial."""

import re

from .parsed import ParsedPresentation

_ABSTRACT = re.compile(
    r"\bAbstract\s*(?:No\.?|Number|ID"
    r"|#)?\s*:?\s*(?:No\.?\s*)?#?\s*(?P<number>(?:[A-Z]{1,6}[- ]?)?\d[\w.\-]{0,12})"
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{15,600})[\"”]")
_BOARD = re.compile(
    r"\b(?:Poster\s+)?Board\s*(?:No\.?|Number)?\s*:?\s*#?\s*(?P<board>[A-Z]{0,2}-?\d{1,5}[A-Za-z]?)\b"
)
_PRESENTER = re.compile(
    r"\b(?:Presenter|Presenting [Aa]uthor|Lead [Aa]uthor|First [Aa]uthor|Speaker|Author"
    r"|Presented by)s?\s?:?\s+"
)
_NEXT_FIELD = re.compile(
    r"[.;,]?\s+(?:Abstract|Poster|Session|Date|Time|Location|Room|Presentation|Board|Track|Title"
    r"|Oral|Discussant)\b"
    r"[^.:]{0,30}(?::|#)|[.;]\s+(?=[A-Z][a-z]+ \d{1,2},)"
)
_TRIAL = re.compile(r"\b(?:NCT\d{8}|ISRCTN\d{8}|\d{4}-\d{6}-\d{2})\b")


def trial_ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_TRIAL.findall(text)))


def is_presentation(text: str) -> bool:
    """A quoted title with an abstract number, board or presenter: prose that quotes has none of them."""
    signs = bool(_ABSTRACT.search(text)) + bool(_BOARD.search(text)) + bool(_PRESENTER.search(text))
    quoted = _QUOTED.search(text)
    return signs > 0 and bool(quoted) and quoted.start() < 40


def slot_role(label: str, session: str) -> str:
    for words in (label.lower(), session.lower()):
        if "discussion" in label.lower() or "discussant" in words:
            return "discussion"
        if "display" in words or "poster" in words:
            return "poster display"
        if any(word in words for word in ("plenary", "oral", "symposium")):
            return "oral"
    return label.lower()


def read_presentation(text: str, hint: str, title: str = "", presenter: str = "") -> ParsedPresentation:
    quoted, abstract, board, trial = (p.search(text) for p in (_QUOTED, _ABSTRACT, _BOARD, _TRIAL))
    title = title or (quoted[1] if quoted else "")
    return ParsedPresentation(
        title.strip().rstrip(".,") if title else "",
        abstract["number"].rstrip(".") if abstract else "",
        presenter or _presenter(text),
        trial[0] if trial else "",
        board["board"] if board else "",
        hint,
        text,
    )


def _presenter(text: str) -> str:
    start = _PRESENTER.search(text)
    if not start:
        return ""
    rest = text[start.end() :][:200]
    after = _NEXT_FIELD.search(rest)
    return person_name(rest[: after.start()] if after else rest)


def person_name(text: str) -> str:
    """The name without the sentence's full stop, but `Ph.D.` keeps its own."""
    text = text.strip(" ,;")
    return text if re.search(r"\b[A-Z]\w?\.[A-Z]\.$", text) else text.rstrip(".")
