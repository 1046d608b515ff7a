"""统一社会信用代码 by GB 32100-2015. The valid ones are printed on public pages (law.md F)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts import uscc


@pytest.mark.duty("law.F")
@pytest.mark.parametrize("code", ["11441700007280420Y", "11220000013544357T", "11341702486344515H"])
def test_real_codes_are_valid(code) -> None:
    assert uscc.fault(code) == ""


@given(place=st.integers(0, 17), other=st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_noticed(place, other) -> None:
    code = "11441700007280420Y"
    changed = code[:place] + other + code[place + 1 :]
    assert uscc.is_valid(changed) is (changed == code)
