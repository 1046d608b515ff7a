"""Whether the dates of a service can be true, and what counts as reaching the applicant. Pure."""

from datetime import date

from portal import typed_text
from requests_app.cases.states import Channel, Delivery
from requests_app.serving.states import INTERNET, Means

PROOF_LENGTH = 300


def sending_fault(*, on: date, dated: date, today: date) -> str:
    if on > today:
        return "发出日还没有到，请核对日期"
    if on < dated:
        return f"发出日不能早于文书的成文日期{_words(dated)}"
    return ""


def service_fault(*, served_on: date, sent_on: date | None, today: date) -> str:
    if sent_on is None:
        return "先登记发出，再登记送达"
    if served_on > today:
        return "送达日还没有到，请核对日期"
    if served_on < sent_on:
        return f"送达日不能早于发出日{_words(sent_on)}"
    return ""


def proof_fault(text: str) -> str:
    """Something one can look up later, not dots and dashes."""
    if not any(character.isalnum() for character in text):
        return "请填写送达凭证"
    return typed_text.fault(text, label="送达凭证", at_most=PROOF_LENGTH)


def means_fault(means: str, *, channel: str, delivery: str) -> str:
    """Over the internet only to who asked over the internet or chose to be answered there (《民事诉讼法》第九十条:
    with the consent of the addressee)."""
    if means not in Means.values:
        return "请选送达方式"
    agreed = delivery in (Delivery.TRACKING, Delivery.EMAIL) or channel in (Channel.ONLINE, Channel.EMAIL)
    if means in INTERNET and not agreed:
        return "申请人没有选择网上获取，请用其他方式送达"
    return ""


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
