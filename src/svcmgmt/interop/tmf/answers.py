"""What a server answers when something is refused: the error body and its status."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from svcmgmt.common import Error
from svcmgmt.errors import LimitExceeded, SvcmgmtError
from svcmgmt.interop._lossless import RefusedDocument
from svcmgmt.lifecycle import TransitionNotAllowed

__all__ = ["error_of"]

_STATUS: Final[Mapping[type[SvcmgmtError], HTTPStatus]] = {
    TransitionNotAllowed: HTTPStatus.CONFLICT,
    LimitExceeded: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    RefusedDocument: HTTPStatus.BAD_REQUEST,
}


def error_of(refused: SvcmgmtError, *, reference: str | None = None) -> Error:
    """Return the error body for an exception of this library.

    A transition that is not allowed conflicts with the state of the entity (409), too much is too
    large (413), everything else is a bad request (400). Source: TMF630.

    Args:
        refused: what was raised.
        reference: where the error is documented.

    Examples:
        >>> from svcmgmt.errors import InvalidValue
        >>> error = error_of(InvalidValue("severity", "huge", "Critical, Major, Minor"))
        >>> error.status, error.code, error.reason
        ('400', 'InvalidValue', "severity: 'huge' is not allowed; allowed: Critical, Major, Minor")
    """
    status = next(
        (each for kind, each in _STATUS.items() if isinstance(refused, kind)),
        HTTPStatus.BAD_REQUEST,
    )
    findings = refused.findings if isinstance(refused, RefusedDocument) else ()
    return Error(
        code=type(refused).__name__,
        reason=str(refused),
        message="; ".join(map(str, findings)) or None,
        status=str(status.value),
        reference_error=reference,
    )
