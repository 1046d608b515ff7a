"""The five kinds of content a site may carry (S2-10.3), and nothing else."""

import pytest

from disclosure.documents.codes import SourceKind
from portal.errors import InvalidInput


@pytest.mark.duty("S2-10.3.1-5")
def test_content_is_of_one_of_five_kinds() -> None:
    assert SourceKind.labels == [
        "上级法规政策",
        "本市工作信息",
        "转载合法机构信息",
        "领导批准发布",
        "依法应当公开",
    ]


@pytest.mark.duty("S2-10.3.1-5")
@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("superior", "上级法规政策"),
        ("local", "本市工作信息"),
        ("repost", "转载合法机构信息"),
        ("approved", "领导批准发布"),
        ("lawful", "依法应当公开"),
    ],
)
def test_a_draft_says_which_kind_it_is(office, kind, label) -> None:
    assert office.fresh(office.draft(source_kind=kind)).get_source_kind_display() == label


@pytest.mark.duty("S2-10.3.1-5")
@pytest.mark.parametrize(("kind", "message"), [("advert", "内容类别里没有“advert”这一项"), ("", "请选择内容类别")])
def test_anything_else_is_refused(office, kind, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.draft(source_kind=kind)
    assert refused.value.messages == {"source_kind": message}
