"""The company's books: one formula for every quarter, so that all tables and texts agree with each other.

Amounts are thousands of dollars. A quarter's place in the company's life is counted from the quarter in
which its product was approved; `Books` knows that one and the quarters in which money came in.
"""

from dataclasses import dataclass
from functools import cache

from .days import Quarter

# Small irregularities, so that no line of the tables is a straight one.
_RIPPLE = (410, -380, 690, 120, -540, 275, -160, 530, -95, -610, 345)


def _ripple(quarter, salt):
    return _RIPPLE[(quarter.year * 4 + quarter.number * salt + salt) % len(_RIPPLE)]


@dataclass(frozen=True)
class Statement:
    """One period: a quarter, or several added up."""

    product: int
    collaboration: int
    cost_of_product: int
    research: int
    selling: int
    interest: int
    shares: int

    @property
    def revenue(self):
        return self.product + self.collaboration

    @property
    def expenses(self):
        return self.cost_of_product + self.research + self.selling

    @property
    def operating(self):
        return self.revenue - self.expenses

    @property
    def net(self):
        return self.operating + self.interest

    @property
    def per_share(self):
        return self.net / self.shares

    @classmethod
    def total(cls, statements):
        """Their sum; the shares are the average."""
        names = [name for name in cls.__dataclass_fields__ if name != "shares"]
        sums = {name: sum(getattr(statement, name) for statement in statements) for name in names}
        return cls(**sums, shares=round(sum(s.shares for s in statements) / len(statements)))


@dataclass(frozen=True)
class Books:
    launch: Quarter
    offering: Quarter
    payments: tuple  # ((quarter, received from a partner, of which revenue at once), …)

    def quarter(self, quarter):
        return _quarter(self, quarter)

    def period(self, quarter, quarters):
        """The `quarters` quarters that end with this one, as one statement."""
        return Statement.total([self.quarter(quarter.plus(-n)) for n in range(quarters)])

    def year_to_date(self, quarter):
        return self.period(quarter, quarter.number)

    def cash(self, quarter):
        """Cash, cash equivalents and marketable securities at the end of the quarter."""
        return _cash(self, quarter)

    def guidance(self, year):
        """The range of net product revenue that the company expects for a year, in thousands."""
        expected = self.period(Quarter(year, 4), 4).product
        return tuple(round(expected * share / 5000) * 5000 for share in (0.95, 1.04))


@cache
def _quarter(books, quarter):
    age = quarter.minus(books.launch)
    product = max(0, 3_900 + 6_200 * age - 90 * age * age + _ripple(quarter, 3)) if age >= 0 else 0
    earned = sum(revenue for at, _, revenue in books.payments if at == quarter)
    return Statement(
        product=product,
        collaboration=6_800 + 2 * _ripple(quarter, 5) + earned,
        cost_of_product=round(product * 0.083),
        research=41_000 + 1_450 * age + 2 * _ripple(quarter, 7),
        selling=(24_800 + 720 * age if age >= 0 else 15_600 + 1_100 * max(age, -5)) + _ripple(quarter, 2),
        interest=4_150 + _ripple(quarter, 4) // 2,
        shares=(68_900 if quarter.minus(books.offering) > 0 else 57_300) + 165 * age,
    )


@cache
def _cash(books, quarter):
    if quarter.minus(books.launch) < -6:
        return 596_000
    raised = 187_400 if quarter == books.offering else 0
    deferred = sum(received - revenue for at, received, revenue in books.payments if at == quarter)
    return _cash(books, quarter.plus(-1)) + books.quarter(quarter).net + 8_600 + raised + deferred
