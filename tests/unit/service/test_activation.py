"""Monitors of activation: text and JSON as bodies, and their documents."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.service import HeaderItem, Monitor, Request, Response

MONITOR: dict[str, Any] = {
    "@type": "Monitor",
    "id": "m-1",
    "href": "https://example.com/monitor/m-1",
    "sourceHref": "https://example.com/service/42",
    "state": "InProgress",
    "request": {
        "method": "POST",
        "to": "https://example.com/service",
        "body": {"state": "active"},
        "header": [{"name": "Content-Type", "value": "application/json"}],
    },
    "response": {"statusCode": "201", "body": "done", "header": []},
}


class TestMonitor:
    @pytest.mark.parametrize("version", ["v4", "v5"])
    def test_a_document_comes_back_without_findings(self, version: str) -> None:
        api = v4() if version == "v4" else v5()
        loaded = api.load(MONITOR, Monitor)
        assert api.dump(loaded) == MONITOR
        assert api.findings(loaded) == ()

    def test_it_is_made_of_parts(self) -> None:
        monitor = Monitor(
            request=Request(body={"state": "active"}, header=[HeaderItem(name="Accept")]),
            response=Response(status_code="201", body=["done"]),
        )
        assert v5().dump(monitor) == {
            "@type": "Monitor",
            "request": {"body": {"state": "active"}, "header": [{"name": "Accept"}]},
            "response": {"statusCode": "201", "body": ["done"]},
        }

    def test_a_body_that_json_cannot_hold_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            Request(body=b"raw")
