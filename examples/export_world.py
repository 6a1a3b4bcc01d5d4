"""The month that all bundled exports tell of, before any product tells of it; see generate_exports.

Some thirty disruptions of five services of a provider that does not exist, in March 2026, a month
in which the clocks of Berlin change, the maintenance that was announced, and two hundred tickets.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import field, frozen

SEED = 20_260_301
FIRST = datetime(2026, 3, 1, tzinfo=UTC)
LAST = datetime(2026, 4, 1, tzinfo=UTC)
EXPORTED = datetime(2026, 4, 2, 6, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
SERVICES = ["mail", "web shop", "vpn", "erp", "telephony"]
SEGMENTS = ["Gold Ltd", "Silver Ltd", "Bronze Ltd"]
CAUSES = ["disk full", "certificate expired", "link down", "failed update", "overload", "power"]
PRIORITIES = ["1 - Critical", "2 - High", "3 - Moderate", "4 - Low"]
HOURS = [2.0, 4.0, 18.0, 40.0]
LIMITS = [timedelta(hours=4), timedelta(hours=8), timedelta(hours=48), timedelta(hours=120)]

Json = dict[str, object]


@frozen
class Disruption:
    """One stretch of time in which a service was lost or slow; the last one goes on."""

    number: int
    service: str
    start: datetime
    end: datetime | None
    kind: str
    """`major`, `partial` or `degraded`."""

    cause: str


@frozen
class Work:
    """Maintenance as it was planned and done."""

    number: int
    service: str
    planned: tuple[datetime, datetime]
    done: tuple[datetime, datetime]
    announced: datetime


@frozen
class World:
    """What happened, before any product tells of it."""

    rng: random.Random
    disruptions: list[Disruption] = field(factory=list[Disruption])
    works: list[Work] = field(factory=list[Work])

    def key(self) -> str:
        """Return an identifier as ServiceNow makes them."""
        return f"{self.rng.getrandbits(128):032x}"

    def moment(self, *, at_work: bool = False) -> datetime:
        """Return a minute of the month, within working hours if asked."""
        while True:
            at = FIRST + self.rng.randrange(31 * 24 * 60) * MINUTE
            local = at.astimezone(BERLIN)
            if not at_work or (local.weekday() < 5 and 7 <= local.hour < 19):  # noqa: PLR2004
                return at


def world() -> World:
    """Return the month that all exports tell of."""
    made = World(random.Random(SEED))  # noqa: S311 - chance, not secrets
    rng = made.rng
    starts = sorted(made.moment() for _ in range(30))
    for number, start in enumerate(starts):
        end = start + max(1, int(rng.lognormvariate(3.3, 0.9))) * MINUTE
        [kind] = rng.choices(["major", "partial", "degraded"], [4, 4, 3])
        goes_on = number == len(starts) - 1
        made.disruptions.append(
            Disruption(
                number, rng.choice(SERVICES), start, None if goes_on else end, kind,
                rng.choice(CAUSES),
            )
        )  # fmt: skip
    for number, service in enumerate(["mail", "web shop", "erp"]):
        begin = FIRST + timedelta(days=7 + 7 * number, hours=1)
        late = rng.choice([0, 5, 25]) * MINUTE
        made.works.append(
            Work(
                number, service, (begin, begin + timedelta(hours=2)),
                (begin + 5 * MINUTE, begin + timedelta(hours=2) + late),
                begin - timedelta(days=rng.randrange(2, 9)),
            )
        )  # fmt: skip
    return made


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def document(key: str, rows: Iterable[Json], **more: object) -> str:
    """Return rows as one JSON document, a line for each."""
    head = "".join(f"{json.dumps(name)}: {json.dumps(value)}, " for name, value in more.items())
    lines = ",\n".join(json.dumps(row) for row in rows)
    return f"{{{head}{json.dumps(key)}: [\n{lines}\n]}}\n"


def stamp(at: datetime | None) -> str:
    """Return an instant as the database of ServiceNow holds it."""
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def shown(at: datetime | None) -> str:
    """Return an instant as ServiceNow shows it to a user in Berlin."""
    return "" if at is None else f"{at.astimezone(BERLIN):%Y-%m-%d %H:%M:%S}"


def rfc3339(at: datetime | None) -> str | None:
    """Return an instant as Statuspage tells it."""
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%S}.000Z"


def with_offset(at: datetime | None) -> str | None:
    """Return an instant as Jira tells it to a user in Berlin."""
    return None if at is None else f"{at.astimezone(BERLIN):%Y-%m-%dT%H:%M:%S.000%z}"


def epoch(at: datetime) -> str:
    """Return an instant as Zabbix tells it."""
    return str(int(at.timestamp()))


@frozen
class Step:
    """One change of a ticket: when, of which field, from what to what."""

    at: datetime
    field: str
    old: str
    new: str


@frozen
class Ticket:
    """A ticket of the service desk, with its changes."""

    number: int
    key: str
    opened: datetime
    priority: int
    service: str
    segment: str
    steps: list[Step]

    def when(self, state: str) -> datetime | None:
        """Return when it last came into a state; None if it never did."""
        return max((step.at for step in self.steps if step.new == state), default=None)

    @property
    def state(self) -> str:
        """The code of its state."""
        return next((step.new for step in self.steps[::-1] if step.field == "state"), "1")


def tickets(made: World, groups: Sequence[str]) -> list[Ticket]:
    """Return the tickets of the desk, in order of their opening."""
    rng = made.rng
    found: list[Ticket] = []
    opened = sorted(made.moment(at_work=rng.random() < 0.9) for _ in range(200))  # noqa: PLR2004
    for number, at in enumerate(opened):
        [priority] = rng.choices([0, 1, 2, 3], [1, 3, 12, 4])
        steps = _steps(rng, at, priority, groups)
        found.append(
            Ticket(
                number, made.key(), at, priority, rng.choice(SERVICES), rng.choice(SEGMENTS),
                [step for step in steps if step.at < EXPORTED],
            )
        )  # fmt: skip
    return found


def _steps(
    rng: random.Random, opened: datetime, priority: int, groups: Sequence[str]
) -> list[Step]:
    """Return what happens to a ticket."""
    at, state, steps = opened, "1", list[Step]()

    def move(new: str, hours: float, reason: str = "") -> None:
        nonlocal at, state
        at += max(1, int(hours * 60)) * MINUTE
        steps.append(Step(at, "state", state, new))
        if "3" in {state, new}:
            steps.append(Step(at, "hold_reason", "" if new == "3" else "1", reason))
        state = new

    steps.append(Step(at + 2 * MINUTE, "assignment_group", "", groups[0]))
    move("2", rng.expovariate(2) + 0.05)
    if rng.random() < 0.25:  # noqa: PLR2004
        steps.append(Step(at, "assignment_group", groups[0], rng.choice(groups[1:])))
    if rng.random() < 0.3:  # noqa: PLR2004
        move("3", rng.expovariate(1), rng.choice(["1", "1", "1", "4"]))
        move("2", rng.lognormvariate(2, 1))
    if rng.random() < 0.03:  # noqa: PLR2004 - a state of the desk's own
        move("-5", rng.expovariate(1))
    if rng.random() < 0.04:  # noqa: PLR2004
        move("8", rng.expovariate(1))
        return steps
    move("6", rng.lognormvariate(0, 0.9) * HOURS[priority])
    if rng.random() < 0.05:  # noqa: PLR2004
        move("2", rng.expovariate(0.05))
        move("6", rng.expovariate(0.2))
    move("7", 120)
    return steps
