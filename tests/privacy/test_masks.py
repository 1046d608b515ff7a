"""What stands in place of a datum, kind by kind (the default masks of the city)."""

import pytest

from portal.privacy.masks import MASKS


@pytest.mark.duty("law.K")
@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("id_number", "11010519491231002X", "110***********002X"),
        ("id_number", "110105491231002", "110********1002"),
        ("id_number", "短", "••••"),
        ("phone", "13812345678", "138****5678"),
        ("phone", "8612345", "••••"),
        ("card", "6222021234567890128", "***************0128"),
        ("email", "wang@example.cn", "w***@example.cn"),
        ("email", "wang", "••••"),
        ("name", "王小明", "王**"),
        ("name", "王", "王*"),
        ("address", "临江市望江区柳泉街道建设路1号2单元301室", "临江市望江区柳泉街道****"),
        ("address", "建设路1号", "••••"),
        ("contact", "138-1234-5678", "138****5678"),
        ("contact", "wang@example.cn", "w***@example.cn"),
        ("contact", "https://hooks.example/T0KEN", "••••"),
        ("nothing", "任何内容", "••••"),
    ],
)
def test_each_kind_has_its_mask(kind, text, expected) -> None:
    assert MASKS[kind](text) == expected
