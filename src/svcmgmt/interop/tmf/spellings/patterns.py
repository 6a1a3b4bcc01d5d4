"""How documents spell what products, services and resources share."""

from __future__ import annotations

from typing import Final

from svcmgmt.interop._lossless import Wording
from svcmgmt.interop.tmf.spellings.shape import Spellings
from svcmgmt.patterns import CatalogEntity, CatalogStatus, ItemAction, TaskState

__all__ = ["SPELLINGS"]

# free text in the APIs, so that any case is found, and other words are an organisation's own
_STATUS: Final = Wording(
    understood={
        **{each.value.lower(): each for each in CatalogStatus},
        **{each.value.title(): each for each in CatalogStatus if each.value != each.value.title()},
    },
    is_open=True,
)

_TASK: Final = Wording(understood={"accepted": TaskState.ACKNOWLEDGED})

_ACTION: Final = Wording(understood={"no_change": ItemAction.NO_CHANGE})

SPELLINGS: Final = Spellings(
    names={(CatalogEntity, "state"): "lifecycleStatus"},
    v4_words={CatalogStatus: _STATUS, TaskState: _TASK, ItemAction: _ACTION},
    v5_words={CatalogStatus: _STATUS, TaskState: _TASK},
)
