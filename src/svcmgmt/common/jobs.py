"""Jobs: catalogs and inventories brought in and out as files, and other work of a server."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import frozen

from svcmgmt.common.entities import Entity

__all__ = ["ExportJob", "ImportJob", "JobState"]


class JobState(Enum):
    """Where a job is (`JobStateType`, TMF620, TMF633, TMF634).

    Examples:
        >>> JobState("Not Started")
        <JobState.NOT_STARTED: 'Not Started'>
    """

    NOT_STARTED = "Not Started"  # waits for its turn
    RUNNING = "Running"  # under way
    SUCCEEDED = "Succeeded"  # done
    FAILED = "Failed"  # ended with errors


@frozen(kw_only=True)
class ImportJob(Entity):
    """A file to be brought in. Source: TMF620, TMF633, TMF634 `ImportJob`.

    Examples:
        >>> ImportJob(url="https://host/catalog.json", status=JobState.RUNNING).status.value
        'Running'
    """

    at_type: str | None = "ImportJob"
    """Name of the class, `@type`."""

    url: str | None = None
    """Where the file is."""

    path: str | None = None
    """The resource that it is brought into."""

    content_type: str | None = None
    """Format of the file."""

    status: JobState | None = None
    """Where the job is."""

    creation_date: datetime | None = None
    """When it was created."""

    completion_date: datetime | None = None
    """When it ended."""

    error_log: str | None = None
    """Where its errors are told."""

    query: str | None = None
    """Which part is meant."""


@frozen(kw_only=True)
class ExportJob(ImportJob):
    """A file to be written out. Source: TMF620, TMF633, TMF634 `ExportJob`.

    Examples:
        >>> ExportJob(path="/category", query="lifecycleStatus=Active").query
        'lifecycleStatus=Active'
    """

    at_type: str | None = "ExportJob"
    """Name of the class, `@type`."""
