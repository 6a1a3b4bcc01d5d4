"""What a system answers when it refuses or fails."""

from __future__ import annotations

from attrs import frozen

from svcmgmt.common.entities import Extensible

__all__ = ["Error", "ErrorMessage", "TerminationError"]


@frozen(kw_only=True)
class Error(Extensible):
    """The body of an answer that refuses a request. Source: TM Forum `Error`, TMF630.

    Examples:
        >>> Error(code="409", reason="state does not allow this").reason
        'state does not allow this'
    """

    code: str | None = None
    """What went wrong, as a code of the API or of the application."""

    reason: str | None = None
    """Why, for a user."""

    message: str | None = None
    """More about it, and what can be done."""

    status: str | None = None
    """Status of the answer in HTTP."""

    reference_error: str | None = None
    """Where the error is documented."""


@frozen(kw_only=True)
class ErrorMessage(Error):
    """What went wrong while an order was carried out. Source: TM Forum `ErrorMessage`.

    Examples:
        >>> ErrorMessage(code="1234", reason="no port is free").reason
        'no port is free'
    """


@frozen(kw_only=True)
class TerminationError(Extensible):
    """Why a qualification could not be made. Source: TMF645, TMF679 `TerminationError`.

    Examples:
        >>> TerminationError(id="0045", value="the address is incomplete").value
        'the address is incomplete'
    """

    id: str | None = None
    """Code of the reason."""

    value: str | None = None
    """The reason in words."""
