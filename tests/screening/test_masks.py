"""What stays readable of each kind (law.md K), and that a mask never moves its neighbours."""

import pytest

from portal.screening.detectors import scan
from portal.screening.kinds import PERSONAL, Kind
from portal.screening.masks import MASKS, excerpt, mask, masked, redacted
from scripts.bench.labelled import cases

pytestmark = pytest.mark.once


@pytest.mark.duty("law.K", "S2-6.10a")
@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (Kind.ID_CARD, "11999919491231003X", "119***********003X"),
        (Kind.ID_CARD, "119999 19491231 003X", "119*** ******** 003X"),
        (Kind.ID_CARD, "１１９９９９１９４９１２３１００３Ｘ", "１１９***********００３Ｘ"),
        (Kind.ID_CARD, "329999491231002", "329*********002"),
        (Kind.MOBILE, "13800001234", "138****1234"),
        (Kind.MOBILE, "138-0000-1234", "138-****-1234"),
        (Kind.BANK_CARD, "6222000000000009", "************0009"),
        (Kind.ADDRESS, "云川省临江市望江区新云街道望湖社区3号", "云川省临江市望江区新云街道望湖社区**"),
        (Kind.ADDRESS, "临江市望江区柳巷3号", "临江市望江区****"),
        (Kind.ADDRESS, "柳巷3号", "****"),
        (Kind.EMAIL, "zhangsan@qq.com", "z*******@qq.com"),
        (Kind.PASSPORT, "E00001234", "E*****234"),
        (Kind.PLATE, "苏J·01234", "苏J·****4"),
        (Kind.MESSENGER, "100001234", "1********"),
        (Kind.SOCIAL_SECURITY, "A001234567", "******4567"),
        (Kind.DISABILITY, "11999919491231003X44", "119***************44"),
        (Kind.MEDICAL, "ZY00123456", "********56"),
        (Kind.MINOR_NAME, "欧阳小明", "欧***"),
        (Kind.SECRECY_WORD, "内部资料", "内部资料"),
    ],
)
def test_default_masks(kind, text, shown) -> None:
    assert mask(kind, text) == shown


def test_every_personal_kind_has_a_mask() -> None:
    assert set(MASKS) == PERSONAL


def test_nothing_is_left_to_find_after_masking() -> None:
    """Over the whole labelled set: a masked text is as long as before and gives no personal datum away."""
    left = []
    for case in cases():
        hidden = redacted(case.text)
        assert len(hidden) == len(case.text)
        left += [match for match in scan(hidden) if match.kind in PERSONAL - {Kind.ADDRESS}]
    assert left == []


def test_masking_leaves_the_rest_of_the_text_untouched() -> None:
    text = "甲：13800001234；乙：13800005678。"
    first, second = scan(text)
    assert masked(text, [second]) == "甲：13800001234；乙：138****5678。"
    assert masked(text, [second, first]) == "甲：138****1234；乙：138****5678。"


def test_an_excerpt_shows_the_words_around_with_everything_masked() -> None:
    text = "联系人甲\n手机13800001234，身份证11999919491231003X，谢谢"
    mobile, _ = scan(text)
    before, value, after = excerpt(redacted(text), mobile)
    assert (before, value, after) == ("联系人甲 手机", "138****1234", "，身份证119***********")
