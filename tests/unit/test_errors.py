"""The roots of the exception tree: their facts, their messages, what may catch them."""

from __future__ import annotations

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded, SvcmgmtError, shown


class Mute:
    def __repr__(self) -> str:
        raise RuntimeError


class Talkative:
    def __repr__(self) -> str:
        return "x" * 10_000


class TestShown:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("noon", "'noon'"),
            ("", "''"),
            (5, "5"),
            (0.1, "0.1"),
            (None, "None"),
            (float("nan"), "nan"),
            (b"raw", "b'raw'"),
            ([1, "a"], "[1, 'a']"),
        ],
    )
    def test_a_short_value_is_shown_as_python_writes_it(self, value: object, text: str) -> None:
        assert shown(value) == text

    @pytest.mark.parametrize("text", ["two\nlines", "\x1b[31mred", "\ud800", "nul\x00"])
    def test_text_that_could_harm_a_terminal_is_escaped(self, text: str) -> None:
        assert shown(text) == ascii(text)

    @pytest.mark.parametrize(
        "value", ["x" * 10_000, b"x" * 10_000, 10**4000, Talkative(), range(10**30), {1: "x" * 999}]
    )
    def test_a_long_value_is_cut(self, value: object) -> None:
        assert len(shown(value)) <= 100

    def test_text_of_80_places_is_shown_in_full(self) -> None:
        assert shown("x" * 78) == repr("x" * 78)

    def test_longer_text_shows_its_ends(self) -> None:
        assert shown("a" + "x" * 78) == "'a" + "x" * 36 + "..." + "x" * 38 + "'"

    @pytest.mark.parametrize("value", [["x" * 200] * 10, [[["x" * 200] * 10] * 10] * 10])
    def test_a_container_of_long_values_is_cut(self, value: object) -> None:
        assert len(shown(value)) <= 120

    def test_an_int_that_python_refuses_to_write_is_named(self) -> None:
        assert shown(10**5000).startswith("<int ")

    def test_a_value_whose_repr_fails_is_named(self) -> None:
        assert shown(Mute()).startswith("<Mute instance at ")

    def test_a_list_that_holds_itself_is_cut(self) -> None:
        endless: list[object] = []
        endless.append(endless)
        assert len(shown(endless)) <= 100

    @pytest.mark.parametrize("name", ["array", "deque", "dict"])
    def test_a_class_named_like_a_container_is_shown(self, name: str) -> None:
        assert name in shown(type(name, (), {})())


class TestInvalidValue:
    def test_the_message_names_field_value_and_what_is_allowed(self) -> None:
        error = InvalidValue("weight", 2, "a share from 0 to 1")
        assert str(error) == "weight: 2 is not allowed; allowed: a share from 0 to 1"

    def test_the_facts_are_attributes(self) -> None:
        error = InvalidValue("weight", 2, "a share")
        assert (error.field, error.value, error.allowed) == ("weight", 2, "a share")

    def test_it_is_a_value_error(self) -> None:
        with pytest.raises(ValueError, match=r"weight: 2 is not allowed; allowed: a share"):
            raise InvalidValue("weight", 2, "a share")

    def test_a_huge_value_does_not_make_a_huge_message(self) -> None:
        assert len(str(InvalidValue("amount", "9" * 10**6, "less"))) < 150


class TestInvalidType:
    def test_the_message_names_field_kind_value_and_what_is_allowed(self) -> None:
        error = InvalidType("amount", 0.1, "int or Decimal")
        assert str(error) == "amount: float 0.1 is not allowed; allowed: int or Decimal"

    def test_the_facts_are_attributes(self) -> None:
        error = InvalidType("amount", 0.1, "int")
        assert (error.field, error.value, error.allowed) == ("amount", 0.1, "int")

    def test_it_is_a_type_error(self) -> None:
        with pytest.raises(TypeError, match=r"amount: float 0\.1 is not allowed; allowed: int"):
            raise InvalidType("amount", 0.1, "int")

    def test_it_is_no_value_error(self) -> None:
        assert not issubclass(InvalidType, ValueError)


class TestLimitExceeded:
    def test_the_message_names_what_was_asked_and_the_limit(self) -> None:
        error = LimitExceeded("steps of a rule", 7_258_118_400, 100_000)
        assert str(error) == "steps of a rule: 7258118400 is over the limit of 100000"

    def test_the_facts_are_attributes(self) -> None:
        error = LimitExceeded("steps", 3, 2)
        assert (error.what, error.asked, error.limit) == ("steps", 3, 2)

    def test_a_limit_can_be_exceeded_by_any_amount(self) -> None:
        assert str(LimitExceeded("steps", 10**5000, 2)).startswith("steps: <int ")

    def test_it_is_a_value_error(self) -> None:
        with pytest.raises(ValueError, match=r"steps: 3 is over the limit of 2"):
            raise LimitExceeded("steps", 3, 2)


@pytest.mark.parametrize(
    "error",
    [InvalidValue("f", 1, "2"), InvalidType("f", 1, "str"), LimitExceeded("w", 2, 1)],
    ids=lambda error: type(error).__name__,
)
class TestEveryError:
    def test_one_except_clause_catches_it(self, error: SvcmgmtError) -> None:
        with pytest.raises(SvcmgmtError):
            raise error

    def test_its_facts_are_its_arguments_in_order(self, error: SvcmgmtError) -> None:
        assert type(error)(*error.args).args == error.args

    def test_it_is_no_assertion(self, error: SvcmgmtError) -> None:
        assert not isinstance(error, AssertionError)
