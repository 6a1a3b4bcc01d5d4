"""Statistics of service levels: how sure a share is, percentiles by name, control charts.

What can be exact is: percentiles, allowed misses, centres, and which point is a signal. What
takes a root or a distribution is a float, and its result says that it is approximate.
"""

from svcmgmt.statistics._arguments import Share
from svcmgmt.statistics._points import ControlPoint
from svcmgmt.statistics._run_rules import RunRule
from svcmgmt.statistics.charts import ChartKind, ChartSample, ControlChart
from svcmgmt.statistics.control_charts import c_chart, p_chart, u_chart, xmr_chart
from svcmgmt.statistics.percentiles import PercentileMethod, percentile, percentiles
from svcmgmt.statistics.quantiles import beta_quantile, chi_square_quantile, normal_quantile
from svcmgmt.statistics.shares import (
    IntervalMethod,
    ShareInterval,
    ShareJudgement,
    ShareVerdict,
    SmallSample,
    allowed_misses,
    clopper_pearson,
    judge_share,
    wilson,
)

__all__ = [
    "ChartKind",
    "ChartSample",
    "ControlChart",
    "ControlPoint",
    "IntervalMethod",
    "PercentileMethod",
    "RunRule",
    "Share",
    "ShareInterval",
    "ShareJudgement",
    "ShareVerdict",
    "SmallSample",
    "allowed_misses",
    "beta_quantile",
    "c_chart",
    "chi_square_quantile",
    "clopper_pearson",
    "judge_share",
    "normal_quantile",
    "p_chart",
    "percentile",
    "percentiles",
    "u_chart",
    "wilson",
    "xmr_chart",
]
