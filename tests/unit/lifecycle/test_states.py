"""States and triggers are typed words, and states say what they mean."""

from __future__ import annotations

import copy
import pickle

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, State, StateCategory, Trigger


class Lamp(State):
    LIT = "lit", StateCategory.IN_SERVICE
    DARK = "dark", StateCategory.OUT_OF_SERVICE


class Press(Trigger):
    ON = "switchOn"
    OFF = "switchOff"


VENDOR = OwnState("withVendor", StateCategory.PAUSED)


class TestPublishedStates:
    def test_a_member_carries_its_word_and_its_category(self) -> None:
        assert Lamp.LIT.value == "lit"
        assert Lamp.LIT.category is StateCategory.IN_SERVICE

    def test_text_of_a_member_is_its_word(self) -> None:
        assert [str(state) for state in Lamp] == ["lit", "dark"]

    def test_a_word_finds_its_member(self) -> None:
        assert Lamp("dark") is Lamp.DARK

    def test_an_unknown_word_finds_none(self) -> None:
        with pytest.raises(ValueError, match="'dim' is not a valid Lamp"):
            Lamp("dim")

    def test_a_member_is_not_its_word(self) -> None:
        # a typing slip must not compare equal by accident
        assert Lamp.LIT != "lit"  # type: ignore[comparison-overlap]

    def test_a_member_without_a_category_is_refused(self) -> None:
        told = "category of lit: NoneType None is not allowed; allowed: StateCategory"
        with pytest.raises(TypeError, match=told):

            class Careless(State):
                LIT = "lit"

    def test_a_member_with_a_word_for_a_category_is_refused(self) -> None:
        with pytest.raises(TypeError, match="category of lit: str 'in service' is not allowed"):

            class Careless(State):
                LIT = "lit", "in service"

    def test_every_category_has_a_word_of_its_own(self) -> None:
        words = [category.value for category in StateCategory]
        assert len(set(words)) == len(words) == 10
        assert StateCategory("not in service") is StateCategory.NOT_IN_SERVICE


class TestTriggers:
    def test_text_of_a_trigger_is_its_word(self) -> None:
        assert [str(trigger) for trigger in Press] == ["switchOn", "switchOff"]

    def test_a_word_finds_its_trigger(self) -> None:
        assert Press("switchOff") is Press.OFF


class TestOwnStates:
    def test_text_of_an_own_state_is_its_word(self) -> None:
        assert str(VENDOR) == "withVendor"

    def test_own_states_are_equal_by_word_and_category(self) -> None:
        assert OwnState("withVendor", StateCategory.PAUSED) == VENDOR
        assert OwnState("withVendor", StateCategory.OPEN) != VENDOR
        assert len({VENDOR, OwnState("withVendor", StateCategory.PAUSED)}) == 1

    def test_an_own_state_is_no_published_one_of_the_same_word(self) -> None:
        own: object = OwnState("lit", StateCategory.IN_SERVICE)
        assert own != Lamp.LIT

    @pytest.mark.parametrize("word", ["", None, 3])
    def test_a_state_without_a_word_is_refused(self, word: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            OwnState(word, StateCategory.OPEN)
        assert refused.value.args == ("value", word, "a non-empty word")

    def test_an_own_state_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            VENDOR.value = "back"  # type: ignore[misc]

    def test_a_category_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="category"):
            OwnState("withVendor", "paused")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [*StateCategory, *Lamp, *Press])
def test_members_stay_the_same_object_when_copied_or_pickled(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) is value  # noqa: S301 - our own bytes
    assert copy.copy(value) is value
    assert copy.deepcopy(value) is value


def test_own_states_stay_equal_when_copied_or_pickled() -> None:
    for twin in (
        pickle.loads(pickle.dumps(VENDOR)),  # noqa: S301 - our own bytes
        copy.copy(VENDOR),
        copy.deepcopy(VENDOR),
    ):
        assert twin == VENDOR
        assert hash(twin) == hash(VENDOR)
