"""The attribute the system proposes, and why."""

import pytest

from disclosure.documents.models import Document
from disclosure.documents.rules import suggest_attribute


def suggested(kind, title, body="正文。"):
    suggestion = suggest_attribute(kind=kind, title=title, body=body)
    return suggestion.attribute, suggestion.basis or suggestion.release_reason


@pytest.mark.duty("S0-5.5.1a", "S2-1.7.1-4")
@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("关于提高城乡居民医疗保险补助标准的通知", "interests"),
        ("关于公开征求养犬管理办法意见的公告", "awareness"),
        ("临江市教育局主要职责", "organisation"),
        ("关于表彰先进集体的决定", "other_law"),
    ],
)
def test_what_concerns_the_public_is_published(title, reason) -> None:
    assert suggested("通知", title) == ("active", reason)


@pytest.mark.duty("S0-5.5.1b")
def test_internal_matters_are_left_to_requests() -> None:
    assert suggested("通知", "关于调整机关值班安排的通知") == ("on_request", "X16a")


@pytest.mark.duty("S0-5.5.1b", "law.C19")
def test_secrets_of_business_and_private_life_are_withheld_although_the_city_says_on_request() -> None:
    assert suggested("通报", "关于某企业商业秘密保护情况的通报") == ("withheld", "X15")


@pytest.mark.duty("S0-5.5.1c")
@pytest.mark.parametrize(
    ("kind", "title", "basis"),
    [
        ("请示", "关于增加编制的请示", "X16b"),
        ("报告", "关于防汛工作情况的报告", "X16b"),
        ("函", "关于征求校园安全条例意见的函", "X16b"),
        ("通知", "关于做好国家秘密载体管理的通知", "X14a"),
    ],
)
def test_requests_reports_consultations_and_secrets_are_withheld(kind, title, basis) -> None:
    assert suggested(kind, title) == ("withheld", basis)


@pytest.mark.duty("S0-5.5.1c")
def test_a_mark_of_secrecy_in_the_text_is_seen() -> None:
    assert suggested("通知", "关于会议的通知", "机密★1年\n内容。") == ("withheld", "X14a")


def test_the_governments_work_report_is_published() -> None:
    assert suggested("报告", "2026年临江市政府工作报告") == ("active", "other_law")


@pytest.mark.duty("S0-5.5.2a", "S0-5.5.2b")
def test_a_forwarding_document_is_suggested_what_its_original_carries() -> None:
    inherited = suggest_attribute(kind="通知", title="", body="", forwards=Document(attribute="on_request"))
    assert (inherited.attribute, inherited.why) == ("on_request", "转发类公文按原文的属性确定：原文是“依申请公开”")
    assert suggest_attribute(kind="通知", title="", body="", forwards=Document()).attribute == ""
