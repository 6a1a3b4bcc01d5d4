"""Service activation: how a request that takes long is watched."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import Entity, Extensible
from svcmgmt.common._fields import frozen_json, many

__all__ = ["HeaderItem", "Monitor", "Request", "Response"]


@frozen(kw_only=True)
class HeaderItem(Extensible):
    """A header of a request or an answer. Source: TMF640 `HeaderItem`.

    Examples:
        >>> HeaderItem(name="Content-Type", value="application/json").name
        'Content-Type'
    """

    name: str | None = None
    """Its name."""

    value: str | None = None
    """Its value."""


@frozen(kw_only=True)
class Request(Extensible):
    """The request that is carried out. Source: TMF640 `Request`.

    Examples:
        >>> Request(method="POST", to="/service").method
        'POST'
    """

    method: str | None = None
    """Its method in HTTP."""

    to: str | None = None
    """Where it was sent."""

    body: object = field(default=None, converter=frozen_json)
    """What was sent: text, or JSON."""

    header: tuple[HeaderItem, ...] = field(default=(), converter=many)
    """Its headers."""


@frozen(kw_only=True)
class Response(Extensible):
    """The answer to a request. Source: TMF640 `Response`.

    Examples:
        >>> Response(status_code="201").status_code
        '201'
    """

    status_code: str | None = None
    """Its status in HTTP."""

    body: object = field(default=None, converter=frozen_json)
    """What was answered: text, or JSON."""

    header: tuple[HeaderItem, ...] = field(default=(), converter=many)
    """Its headers."""


@frozen(kw_only=True)
class Monitor(Entity):
    """A request that takes long, and how far it is. Source: TMF640, TMF664, TMF702 `Monitor`.

    Examples:
        >>> Monitor(id="m-1", state="InProgress", request=Request(method="POST")).state
        'InProgress'
    """

    at_type: str | None = "Monitor"
    """Name of the class, `@type`."""

    state: str | None = None
    """How far it is; the API names InProgress, InError and Completed, others write otherwise."""

    source_href: str | None = None
    """Where what is changed can be fetched."""

    request: Request | None = None
    """The request."""

    response: Response | None = None
    """The answer, as soon as there is one."""
