"""What has been placed so far: every part of a release with its paragraphs."""

from dataclasses import dataclass, field

from .dateline import Dateline
from .paragraphs import Para


@dataclass(slots=True)
class Section:
    heading: str
    paras: list[Para] = field(default_factory=list)


@dataclass(slots=True)
class Sections:
    """Everything placed so far; `order`: the parts as they first came; `moved`: what changed its place."""

    date_line: list[Para] = field(default_factory=list)
    headline: list[Para] = field(default_factory=list)
    subheads: list[Para] = field(default_factory=list)
    dateline: Dateline | None = None
    body: list[Para] = field(default_factory=list)
    abouts: list[Section] = field(default_factory=list)
    safe_harbors: list[Section] = field(default_factory=list)
    contacts: list[Para] = field(default_factory=list)
    source: list[Para] = field(default_factory=list)
    end_mark: str = ""
    not_placed: list[Para] = field(default_factory=list)
    order: dict[str, None] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)

    def add(self, part: str, para: Para) -> None:
        if part == "body" and "body" in self.order and [*self.order][-1] != "body":
            self.moved.append(para.text)
        self.order[part] = None
        lists = {"contact_block": self.contacts, "source_line": self.source}
        lists.get(part, getattr(self, part, None)).append(para)
