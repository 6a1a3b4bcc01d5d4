"""Make the bundled sample: a month of a service desk that does not exist.

    python examples/generate_sample.py > examples/data/service_desk_sample.csv

Everything is drawn from a seeded generator, so the file can be made again to the byte. Arrivals
follow the working day, durations are lognormal by priority, some tickets wait for the caller or
a supplier, some are reopened, and some histories are as odd as those of real exports: tickets
that are resolved without having been worked on, two updates in one minute, a state that nobody
knows. The export was taken on 2 October, so some tickets are still open. The column `made_sla`
counts service minutes one by one, without the library.
"""

from __future__ import annotations

import csv
import random
import sys
from datetime import UTC, datetime, timedelta

from example_io import output

SEED = 20_261_102
TICKETS = 400
FIRST_DAY = datetime(2026, 9, 1, tzinfo=UTC)
EXPORTED_AT = datetime(2026, 10, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LEVELS = {1: "1 - High", 2: "2 - Medium", 3: "3 - Low"}
PRIORITIES = {1: "1 - Critical", 2: "2 - High", 3: "3 - Moderate", 4: "4 - Low"}
LIMIT_MINUTES = {1: 480, 2: 480, 3: 3_720, 4: 8_040}
MIX = [((1, 1), 1), ((1, 2), 3), ((2, 1), 4), ((2, 2), 70), ((3, 2), 8), ((3, 3), 14)]
WORK_HOURS = {1: 2.5, 2: 4.5, 3: 20.0, 4: 40.0}
COLUMNS = [
    "number", "incident_state", "sys_mod_count", "made_sla", "opened_at", "sys_updated_by",
    "sys_updated_at", "impact", "urgency", "priority",
]  # fmt: skip

History = list[tuple[str, datetime]]


def is_service_minute(at: datetime) -> bool:
    """Return whether the desk is open: Monday to Friday, 14:00 to 23:00 on the recorded clock."""
    return at.weekday() < 5 and 14 <= at.hour < 23  # noqa: PLR2004


def arrival(rng: random.Random) -> datetime:
    """Return a minute of September, nine times of ten in service hours."""
    wanted = rng.random() < 0.9  # noqa: PLR2004
    while True:
        at = FIRST_DAY + rng.randrange(30 * 24 * 60) * MINUTE
        if is_service_minute(at) == wanted:
            return at


def history(rng: random.Random, opened: datetime, priority: int) -> History:
    """Return the states of one ticket and when each began."""
    at = opened + rng.randrange(30) * MINUTE
    states: History = [("New", at)]

    def step(state: str, hours: float) -> None:
        nonlocal at
        at += int(hours * 60) * MINUTE
        states.append((state, at))

    if rng.random() < 0.85:  # noqa: PLR2004 - the others are resolved at first contact
        step("Active", rng.expovariate(1.5))
        for _ in range(rng.choice([0, 0, 1, 1, 2])):
            step("Active", rng.choice([0.0, rng.expovariate(0.5)]))
        if rng.random() < 0.3:  # noqa: PLR2004
            step(rng.choice(["Awaiting User Info"] * 8 + ["Awaiting Vendor", "-100"]), 1)
            step("Active", rng.lognormvariate(2.5, 1))
    step("Resolved", rng.lognormvariate(0, 0.9) * WORK_HOURS[priority])
    if rng.random() < 0.04:  # noqa: PLR2004
        step("Active", rng.expovariate(0.05))
        step("Resolved", rng.expovariate(0.1))
    # urgent ones are confirmed by telephone, the others are closed when nobody objects
    step("Closed", rng.lognormvariate(-0.5, 0.8) if priority <= 2 else 120)  # noqa: PLR2004
    return states


def service_minutes(start: datetime, end: datetime) -> int:
    """Count service minutes, one by one."""
    minutes = (end - start) // MINUTE
    return sum(is_service_minute(start + minute * MINUTE) for minute in range(minutes))


def rows(rng: random.Random) -> list[list[str]]:
    """Return the rows of all tickets, in order of arrival."""
    found: list[list[str]] = []
    for index, opened in enumerate(sorted(arrival(rng) for _ in range(TICKETS))):
        [(impact, urgency)] = rng.choices([pair for pair, _ in MIX], [weight for _, weight in MIX])
        priority = min(impact + urgency - 1, 4)
        states = [each for each in history(rng, opened, priority) if each[1] < EXPORTED_AT]
        ended = states[-1][1] if states and states[-1][0] == "Closed" else EXPORTED_AT
        made = service_minutes(opened, ended) <= LIMIT_MINUTES[priority]
        found += [
            [
                f"INC{index + 1:07d}", state, str(number), str(made).lower(),
                f"{opened:%d/%m/%Y %H:%M}", f"Resolver {rng.randrange(12)}",
                f"{at:%d/%m/%Y %H:%M}", LEVELS[impact], LEVELS[urgency], PRIORITIES[priority],
            ]
            for number, (state, at) in enumerate(states)
        ]  # fmt: skip
    return found


def main() -> None:
    """Write the sample to the standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(random.Random(SEED)))  # noqa: S311 - chance, not secrets


if __name__ == "__main__":
    with output():
        main()
