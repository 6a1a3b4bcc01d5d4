"""Catalogs: how a specification, offering or category comes into being and goes out of use."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import frozen

from svcmgmt.common import LivingEntity, TimePeriod
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger

__all__ = ["CATALOG", "CatalogEntity", "CatalogStatus", "CatalogTrigger"]


class CatalogStatus(State):
    """Where an entry of a catalog is (`lifecycleStatus`, TMF620, TMF633, TMF634).

    The Open APIs publish it as free text; these are the words of the catalog's lifecycle.

    Examples:
        >>> CatalogStatus("In study").name
        'IN_STUDY'
    """

    IN_STUDY = "In study", StateCategory.OPEN  # an idea
    IN_DESIGN = "In design", StateCategory.OPEN  # somebody works it out
    IN_TEST = "In test", StateCategory.OPEN  # tried before it is approved
    ACTIVE = "Active", StateCategory.OPEN  # approved, not sold yet
    LAUNCHED = "Launched", StateCategory.OPEN  # can be ordered
    RETIRED = "Retired", StateCategory.RESOLVED  # not sold any more, still in use
    OBSOLETE = "Obsolete", StateCategory.DONE  # nobody uses it any more; final
    REJECTED = "Rejected", StateCategory.CANCELLED  # the tests failed; final


class CatalogTrigger(Trigger):
    """What moves an entry of a catalog.

    Examples:
        >>> CatalogTrigger("launch")
        <CatalogTrigger.LAUNCH: 'launch'>
    """

    DESIGN = "design"  # it is worked out, again after a test
    TEST = "test"  # it is tried
    APPROVE = "approve"  # the tests passed
    REJECT = "reject"  # the tests failed
    LAUNCH = "launch"  # it can be ordered
    RETIRE = "retire"  # it is not sold any more
    MAKE_OBSOLETE = "makeObsolete"  # nobody uses it any more


_S, _T = CatalogStatus, CatalogTrigger
_DRAWN = "TM Forum DSPRODUCTCATALOG2, lifecycle status"

CATALOG: Lifecycle[CatalogStatus, CatalogTrigger] = Lifecycle(
    name="catalog",
    rules=(
        Rule(_T.DESIGN, (_S.IN_STUDY, _S.IN_TEST), _S.IN_DESIGN, source=_DRAWN),
        Rule(_T.TEST, (_S.IN_DESIGN,), _S.IN_TEST, source=_DRAWN),
        Rule(_T.APPROVE, (_S.IN_TEST,), _S.ACTIVE, source=_DRAWN),
        Rule(_T.REJECT, (_S.IN_TEST,), _S.REJECTED, source=_DRAWN),
        Rule(_T.LAUNCH, (_S.ACTIVE,), _S.LAUNCHED, source=_DRAWN),
        Rule(_T.RETIRE, (_S.ACTIVE, _S.LAUNCHED), _S.RETIRED, source=_DRAWN),
        Rule(_T.MAKE_OBSOLETE, (_S.RETIRED,), _S.OBSOLETE, source=_DRAWN),
    ),
    initials=(_S.IN_STUDY, _S.IN_DESIGN, _S.IN_TEST, _S.ACTIVE, _S.LAUNCHED),
    finals=(_S.OBSOLETE, _S.REJECTED),
    source=_DRAWN,
)
"""Lifecycle of an entry of a catalog, as TM Forum's own implementation has it (R8.11)."""


@frozen(kw_only=True)
class CatalogEntity(LivingEntity[CatalogStatus, CatalogTrigger]):
    """An entry of a catalog: a specification, an offering, a category, the catalog itself.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> entry = CatalogEntity(name="VPN", state=CatalogStatus.ACTIVE)
        >>> print(entry.launch(at=at("2026-10-26T08:00:00Z")).state)
        Launched
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    version: str | None = None
    """Version of it."""

    valid_for: TimePeriod | None = None
    """When it can be used."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    state: CatalogStatus | OwnState | None = CatalogStatus.IN_STUDY
    """Where it is on its way; published as `lifecycleStatus`."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[CatalogStatus, CatalogTrigger]:
        """Return `CATALOG`."""
        return CATALOG

    def design(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as it is worked out."""
        return self.fire(_T.DESIGN, at=at, by=by, reason=reason)

    def test(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as it is tried."""
        return self.fire(_T.TEST, at=at, by=by, reason=reason)

    def approve(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it after its tests passed."""
        return self.fire(_T.APPROVE, at=at, by=by, reason=reason)

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it after its tests failed."""
        return self.fire(_T.REJECT, at=at, by=by, reason=reason)

    def launch(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as it can be ordered."""
        return self.fire(_T.LAUNCH, at=at, by=by, reason=reason)

    def retire(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as it is not sold any more."""
        return self.fire(_T.RETIRE, at=at, by=by, reason=reason)

    def make_obsolete(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it after its last instance is gone."""
        return self.fire(_T.MAKE_OBSOLETE, at=at, by=by, reason=reason)
