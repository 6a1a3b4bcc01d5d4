"""What a contract says about all credits: how they combine, caps, claims, rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits._arguments import Cap, cap_of, limit_of, money_of, money_text, whole
from svcmgmt.sla.credits.claims import ClaimWindow
from svcmgmt.sla.credits.combination import CAPPED
from svcmgmt.sla.credits.policies import Combination, Exclusivity
from svcmgmt.sla.objectives import value_text
from svcmgmt.values import Money, Ratio
from svcmgmt.values._exact import check_mode
from svcmgmt.values._kinds import of_kind

__all__ = ["CreditCaps", "CreditTerms"]


def _objective(value: Cap | None) -> Ratio | Money | None:
    return None if value is None else cap_of("objective", value)


def _service_period(value: Cap | None) -> Ratio | Money | None:
    return None if value is None else cap_of("service_period", value)


def _contract_year(value: Cap | None) -> Ratio | Money | None:
    return None if value is None else cap_of("contract_year", value)


def _annual_fee(value: Money | None) -> Money | None:
    return None if value is None else money_of("annual_fee", value)


def _minimum(value: Money | None) -> Money | None:
    return None if value is None else money_of("minimum", value)


def _check_month(_terms: object, _attribute: object, value: int) -> None:
    whole("year_starts", value, least=1, most=12)


def _check_rounding(_terms: object, _attribute: object, value: str) -> None:
    check_mode(value)


@frozen(kw_only=True)
class CreditCaps:
    """The most that is credited, at each level of a contract; None for no cap.

    Source: section 5.1 and rule R5.5.

    Raises:
        InvalidType: caps of another kind.
        InvalidValue: shares outside 0 % to 100 %, money below 0, or a share of an annual fee
            that is not told.

    Examples:
        >>> print(CreditCaps(service_period="50 %", contract_year="10 %",
        ...                  annual_fee=Money(120_000, "EUR")))
        service period 50 %, contract year 12000.00 EUR
    """

    objective: Ratio | Money | None = field(default=None, converter=_objective)
    """For each objective: a share of its basis, or an amount."""

    service_period: Ratio | Money | None = field(default=None, converter=_service_period)
    """For each service and period: a share of the fee of the service, or an amount."""

    contract_year: Ratio | Money | None = field(default=None, converter=_contract_year)
    """For all services in a contract year: a share of the annual fee, or an amount."""

    annual_fee: Money | None = field(default=None, converter=_annual_fee)
    """The fee of a contract year, of which the cap may be a share."""

    def __attrs_post_init__(self) -> None:
        if isinstance(self.contract_year, Ratio) and self.annual_fee is None:
            raise InvalidValue("annual_fee", None, "the fee of which the yearly cap is a share")

    @property
    def yearly(self) -> Money | None:
        """What a contract year allows; None for no cap."""
        if isinstance(self.contract_year, Ratio) and self.annual_fee is not None:
            return limit_of(self.contract_year, self.annual_fee)
        return self.contract_year if isinstance(self.contract_year, Money) else None

    def __str__(self) -> str:
        caps = {
            "objective": self.objective,
            "service period": self.service_period,
            "contract year": self.yearly,
        }
        told = [f"{name} {_told(cap)}" for name, cap in caps.items() if cap is not None]
        return ", ".join(told) or "no caps"


def _told(cap: Ratio | Money) -> str:
    return money_text(cap) if isinstance(cap, Money) else value_text(cap)


@frozen(kw_only=True)
class CreditTerms:
    """What a contract says about all credits together.

    The defaults are those of section 10: the largest credit of each root incident, incidents
    added, rounded half up once at the end. Without a claim window credits are automatic.
    Source: rules R5.5 and R5.8, row 14.

    Raises:
        InvalidType: policies, caps, a window or a minimum of another kind.
        InvalidValue: a combination with a cap in its name and no cap for service and period, a
            negative minimum, a month outside 1 to 12, or no mode of rounding.

    Examples:
        >>> CreditTerms().policies()["combination"]
        'max'
    """

    combination: Combination = field(default=Combination.MAX, validator=of_kind(Combination))
    """What the credits of one group amount to."""

    exclusivity: Exclusivity = field(
        default=Exclusivity.PER_INCIDENT, validator=of_kind(Exclusivity)
    )
    """Which credits are a group; what groups amount to is added."""

    caps: CreditCaps = field(factory=CreditCaps, validator=of_kind(CreditCaps))
    """The most that is credited."""

    claim: ClaimWindow | None = field(default=None, validator=of_kind(ClaimWindow, None))
    """Until when credits must be claimed; None if they are automatic."""

    minimum: Money | None = field(default=None, converter=_minimum)
    """A credit of a service and period is paid if it is more than this."""

    rounding: str = field(default=ROUND_HALF_UP, validator=_check_rounding)
    """A rounding mode of the `decimal` module."""

    year_starts: int = field(default=1, validator=_check_month)
    """First month of a contract year, 1 to 12; a period belongs to the year of its first date."""

    def __attrs_post_init__(self) -> None:
        if self.combination in CAPPED and self.caps.service_period is None:
            allowed = "one without a cap, or caps with one for service and period"
            raise InvalidValue("combination", self.combination.value, allowed)

    def policies(self) -> dict[str, str]:
        """Return the contested choices by name, for reports."""
        return {
            "combination": self.combination.value,
            "exclusivity": self.exclusivity.value,
            "caps": str(self.caps),
            "claim": "automatic" if self.claim is None else f"within {self.claim}",
            "minimum": "none" if self.minimum is None else f"more than {self.minimum}",
            "rounding": self.rounding.removeprefix("ROUND_").lower(),
            "year_starts": str(self.year_starts),
        }
