"""Every act has a Chinese name."""

import pytest

from portal.accounts import acts as accounts
from portal.audit import acts


def test_an_act_is_named_by_the_subject_it_happens_to() -> None:
    assert acts.label_of("accounts.organ", "found_organ") == "设立机关"
    assert acts.label_of("disclosure.document", "pass_to_heir") == "随机构改革移交"


def test_an_unnamed_act_shows_its_code() -> None:
    assert acts.label_of("accounts.organ", "fly") == "其他操作（fly）"


def test_an_act_keeps_its_name() -> None:
    accounts.register_labels()  # twice the same is no contradiction
    with pytest.raises(ValueError, match="already called 设立机关"):
        acts.register("accounts.organ", {"found_organ": "成立"})


def test_filters_offer_each_act_once() -> None:
    offered = [act for act, _ in acts.choices()]
    assert len(offered) == len(set(offered))
    assert "found_organ" in offered
