"""Every public value and error survives pickle and copy, and equals its twin."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from types import ModuleType

import pytest

from svcmgmt import drawing, errors, temporal, values
from svcmgmt.drawing import Point, layered
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded, SvcmgmtError
from svcmgmt.temporal import (
    BeforeFirstChange,
    CalendarDuration,
    EndBeforeStart,
    Interval,
    IntervalSet,
    NaiveDatetime,
    OpenInterval,
    Timeline,
)
from svcmgmt.values import (
    Extension,
    Finding,
    IncidentId,
    Money,
    NoData,
    Priority,
    PriorityScale,
    Quantity,
    Ratio,
    Ref,
    Severity,
)

NOON = datetime(2026, 10, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SPAN = Interval(NOON, NOON + HOUR)
TMF622 = PriorityScale(name="TMF622", most_urgent=0, least_urgent=4)

VALUES: list[Callable[[], object]] = [
    lambda: Ratio(19, 20),
    lambda: Money(Fraction(1, 3), "EUR"),
    lambda: Quantity("1.5", "GB"),
    lambda: NoData("no tickets"),
    lambda: PriorityScale(name="x", most_urgent=1, least_urgent=3),
    lambda: Priority(3),
    lambda: Priority(0, TMF622),
    lambda: Finding(code="late", message="too late", severity=Severity.ERROR, pointer="/0"),
    lambda: Severity.WARNING,
    lambda: Ref(id=IncidentId("inc-1"), name="VPN down"),
    lambda: Extension({"a": [1, 1.5, True, None, {"b": "\ud800"}]}),
    lambda: CalendarDuration(months=1, time=HOUR),
    lambda: Interval(NOON, NOON + HOUR),
    lambda: Interval(NOON),
    lambda: IntervalSet.of([SPAN]),
    lambda: Timeline.of([(NOON, "up"), (NOON + HOUR, "down")]),
    lambda: Point(1, 0.5),
    lambda: layered("ab", [("a", "b")], ["a"]),
]

ERRORS: list[Callable[[], Exception]] = [
    lambda: SvcmgmtError("anything", 1),
    lambda: InvalidValue("weight", 2, "a share from 0 to 1"),
    lambda: InvalidType("amount", 0.1, "int"),
    lambda: LimitExceeded("steps", 10**100, 100),
    lambda: NaiveDatetime("at", NOON.replace(tzinfo=None), "an aware datetime"),
    lambda: EndBeforeStart("end", NOON, "later"),
    lambda: OpenInterval("interval", Interval(NOON), "an end"),
    lambda: BeforeFirstChange("at", NOON, "later"),
]


def name_of(make: Callable[[], object]) -> str:
    return type(make()).__name__


def pickled(protocol: int) -> Callable[[object], object]:
    def again(value: object) -> object:
        return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - made a moment before

    return again


WAYS = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle-{number}": pickled(number) for number in range(pickle.HIGHEST_PROTOCOL + 1)},
}

every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@pytest.mark.parametrize("make", VALUES, ids=name_of)
class TestValues:
    @every_way
    def test_a_copy_is_equal(
        self, make: Callable[[], object], way: Callable[[object], object]
    ) -> None:
        value = make()
        again = way(value)
        assert type(again) is type(value)
        assert again == value

    @every_way
    def test_a_copy_looks_the_same(
        self, make: Callable[[], object], way: Callable[[object], object]
    ) -> None:
        assert repr(way(make())) == repr(make())

    def test_a_twin_is_equal(self, make: Callable[[], object]) -> None:
        assert make() == make()

    def test_it_is_equal_to_nothing_else(self, make: Callable[[], object]) -> None:
        others = [other() for other in VALUES if name_of(other) != name_of(make)]
        assert all(make() != other for other in [*others, None, 0, "", object()])


@pytest.mark.parametrize("make", VALUES, ids=name_of)
class TestHashes:
    def test_twins_have_one_hash(self, make: Callable[[], object]) -> None:
        assert len({make(), make()}) == 1

    @every_way
    def test_a_copy_has_the_same_hash(
        self, make: Callable[[], object], way: Callable[[object], object]
    ) -> None:
        assert hash(way(make())) == hash(make())


@pytest.mark.parametrize("make", ERRORS, ids=name_of)
@every_way
class TestErrors:
    def test_a_copy_has_the_same_facts(
        self, make: Callable[[], Exception], way: Callable[[object], object]
    ) -> None:
        again = way(make())
        assert isinstance(again, SvcmgmtError)
        assert type(again) is type(make())
        assert again.args == make().args
        assert vars(again) == vars(make())

    def test_a_copy_says_the_same(
        self, make: Callable[[], Exception], way: Callable[[object], object]
    ) -> None:
        assert str(way(make())) == str(make())


@pytest.mark.parametrize("package", [values, temporal, drawing, errors], ids=lambda m: m.__name__)
def test_every_public_class_is_looked_at(package: ModuleType) -> None:
    public = [getattr(package, name) for name in package.__all__]
    looked_at = {type(make()) for make in (*VALUES, *ERRORS)}
    assert {each for each in public if isinstance(each, type)} <= looked_at
