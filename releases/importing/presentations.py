"""One presentation as a paragraph states it: title, abstract number, presenter, board, trial."""

import re

from .parsed import ParsedPresentation

_ABSTRACT = re.compile(
    r"\b[Aa]bstract\s*(?:No\.?|Number|ID"
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
_NUMBERED = re.compile(
    r"Abstract\s*(?:No\.?|Number)?\s*#?\s*[A-Z]{0,4}-?\d\w{0,8}\s*[:–—]\s+(?P<title>\S.{25,})$", re.S
)
_TRIAL = re.compile(r"\b(?:NCT\d{8}|ISRCTN\d{8}|\d{4}-\d{6}-\d{2})\b")


def trial_ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_TRIAL.findall(text)))


def is_presentation(text: str) -> bool:
    """A quoted title with an abstract number, board or presenter, or a title after its number: prose has neither."""
    if _NUMBERED.match(text) and len(text) < 600:
        return True
    signs = bool(_ABSTRACT.search(text)) + bool(_BOARD.search(text)) + bool(_PRESENTER.search(text))
    quoted = _QUOTED.search(text)
    return signs > 0 and bool(quoted) and quoted.start() < 40


def find_board(text: str) -> str:
    board = _BOARD.search(text)
    return board["board"] if board else ""


def after_title(text: str) -> str:
    """What a paragraph says after its quoted title."""
    quoted = _QUOTED.search(text)
    return text[quoted.end() :] if quoted else ""


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
    numbered = _NUMBERED.match(text)
    title = title or (numbered["title"] if numbered else quoted[1] if quoted else "")
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
