"""Service level indicators: what was counted, what counts as good, and the share of a window.

Facts become an `EventSeries` of counts in slices; an `Indicator` says what counts as good and
what missing data mean; an `IndicatorSeries` of both answers any window with an
`IndicatorReading`. The terms are those of OpenSLO and Prometheus.
"""

from svcmgmt.sla._measurements import Level, Measured
from svcmgmt.sla.indicators.counters import LOOKBACK, CounterSeries
from svcmgmt.sla.indicators.counts import EventCount
from svcmgmt.sla.indicators.indicator import Indicator
from svcmgmt.sla.indicators.measuring import IndicatorSeries
from svcmgmt.sla.indicators.policies import (
    BudgetingMethod,
    ExcludedSlice,
    Extrapolation,
    MissingData,
    PartialSlice,
    SliceKind,
    StaleGap,
)
from svcmgmt.sla.indicators.readings import IndicatorReading
from svcmgmt.sla.indicators.series import EventSeries

__all__ = [
    "LOOKBACK",
    "BudgetingMethod",
    "CounterSeries",
    "EventCount",
    "EventSeries",
    "ExcludedSlice",
    "Extrapolation",
    "Indicator",
    "IndicatorReading",
    "IndicatorSeries",
    "Level",
    "Measured",
    "MissingData",
    "PartialSlice",
    "SliceKind",
    "StaleGap",
]
