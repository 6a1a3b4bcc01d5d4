"""What is wrong with a stored document, all problems at once."""

from __future__ import annotations

from svcmgmt.errors import SvcmgmtError, shown

__all__ = ["InvalidDocument", "NewerSchema", "NotStorable", "UnknownSchema"]


class InvalidDocument(SvcmgmtError, ValueError):
    """A document that does not describe a value of its schema.

    Args:
        schema: the schema that it names.
        problems: (JSON pointer, what is wrong there), at least one.

    Examples:
        >>> print(InvalidDocument("svcmgmt/priority/1", (("/level", "expected int, got str"),)))
        not a svcmgmt/priority/1: at /level: expected int, got str
    """

    def __init__(self, schema: str, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__(schema, problems)
        self.schema = schema
        self.problems = problems

    def __str__(self) -> str:
        told = "; ".join(f"at {place or 'the top'}: {problem}" for place, problem in self.problems)
        return f"not a {self.schema}: {told}"


class NewerSchema(SvcmgmtError, ValueError):
    """A document of a later version of a schema than this library knows.

    Args:
        schema: the schema that it names.
        known: the version that is known.

    Examples:
        >>> print(NewerSchema("svcmgmt/interval/9", 1))
        svcmgmt/interval/9 is newer than version 1, the latest that this library reads
    """

    def __init__(self, schema: str, known: int) -> None:
        super().__init__(schema, known)
        self.schema = schema
        self.known = known

    def __str__(self) -> str:
        return (
            f"{self.schema} is newer than version {self.known}, the latest that this library reads"
        )


class UnknownSchema(SvcmgmtError, ValueError):
    """A document that names no schema of this library.

    Args:
        schema: what it names.

    Examples:
        >>> print(UnknownSchema("acme/thing/1"))
        schema: 'acme/thing/1' is not known; a document says 'svcmgmt/<type>/<version>'
    """

    def __init__(self, schema: object) -> None:
        super().__init__(schema)
        self.schema = schema

    def __str__(self) -> str:
        known = "a document says 'svcmgmt/<type>/<version>'"
        return f"schema: {shown(self.schema)} is not known; {known}"


class NotStorable(SvcmgmtError, TypeError):
    """A value that cannot be written as a document, or contains one that cannot.

    Args:
        value: the value.
        advice: what to store instead.

    Examples:
        >>> print(NotStorable(object, "a value of this library"))
        a value of type 'type' cannot be stored; store a value of this library
    """

    def __init__(self, value: object, advice: str) -> None:
        super().__init__(value, advice)
        self.value = value
        self.advice = advice

    def __str__(self) -> str:
        kind = type(self.value).__name__
        return f"a value of type '{kind}' cannot be stored; store {self.advice}"
