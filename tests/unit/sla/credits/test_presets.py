"""Published schedules as dated data (section 15)."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import PRESET_NAMES, CreditPreset, TierSchedule, preset
from svcmgmt.values import Money, Severity


class TestPresets:
    def test_all_are_there(self) -> None:
        assert PRESET_NAMES == (
            "aws_compute_region",
            "aws_s3_standard",
            "aws_s3_ia",
            "azure_vm_zones",
            "gcp_functions",
            "gcp_interconnect",
            "m365",
            "sap_cloud_linear",
            "telus_wavelength",
            "mwfn_hourly",
        )

    @pytest.mark.parametrize("name", PRESET_NAMES)
    def test_each_tells_source_and_date_and_warns(self, name: str) -> None:
        found = preset(name)
        assert found.name == name
        assert found.source
        assert found.measured
        assert found.as_of[:2] == "20"
        warning = found.findings[0]
        assert (warning.code, warning.severity) == ("preset-may-be-outdated", Severity.WARNING)
        assert warning.value == f"{found.source}, as of {found.as_of}"

    @pytest.mark.parametrize("name", sorted({*PRESET_NAMES} - {"telus_wavelength"}))
    def test_tables_are_whole(self, name: str) -> None:
        found = preset(name)
        assert [finding.code for finding in found.findings] == ["preset-may-be-outdated"]
        if isinstance(found.schedule, TierSchedule):
            assert found.schedule.rows[0].lower * 100 == found.objective.target.value * 100  # type: ignore[union-attr]

    def test_one_published_table_has_holes_and_says_so(self) -> None:
        codes = [finding.code for finding in preset("telus_wavelength").findings]
        assert codes == ["preset-may-be-outdated", "tier-gap", "tier-gap", "tier-gap"]

    def test_terms_take_over_what_is_known(self) -> None:
        terms = preset("aws_s3_ia").terms()
        assert terms.minimum == Money(1, "USD")
        assert str(terms.claim) == "2 billing cycles"
        assert preset("m365").terms().claim is None

    @pytest.mark.parametrize("name", ["aws", "", "AWS_S3_IA", None, 5])
    def test_a_wrong_name_lists_the_right_ones(self, name: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue) as caught:
            preset(name)
        assert caught.value.allowed == ", ".join(PRESET_NAMES)

    def test_your_own_schedule_must_be_one(self) -> None:
        published = preset("m365")
        with pytest.raises(InvalidType, match="schedule"):
            CreditPreset(
                name="own",
                schedule="25 %",  # type: ignore[arg-type]
                objective=published.objective,
                measured="",
                source="",
            )
