"""发文字号 by GB/T 9704-2012 7.2.5 and as people really type it."""

import pytest

from portal.doc_numbers import DocNumber, NumberQuery, cited, find, normalise, parse


@pytest.mark.parametrize(
    "typed",
    [
        "国发〔2018〕44号",
        "国发[2018]44号",
        "国发(2018)44号",
        "国发（2018）44号",
        "国发【2018】44号",
        "国发［2018］44号",
        "国发﹝2018﹞44号",
        "国发〔２０１８〕４４号",
        "国发 〔2018〕 44 号",
        "国发〔2018〕第44号",
        "国发〔2018〕044号",
        "国发2018年44号",
        "国发〔2018〕44",
    ],
)
def test_every_spelling_of_a_number_becomes_the_official_one(typed) -> None:
    assert normalise(typed) == "国发〔2018〕44号"


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("国务院令711号", "国务院令第711号"),
        ("中华人民共和国主席令第七十三号", "中华人民共和国主席令第73号"),
        ("公安部令第１２５号", "公安部令第125号"),
        ("海关总署2021年第114号公告", "海关总署公告〔2021〕114号"),
        ("主席令第一百零五号", "主席令第105号"),
        ("主席令第十号", "主席令第10号"),
    ],
)
def test_orders_and_proclamations_are_read(typed, official) -> None:
    assert normalise(typed) == official


@pytest.mark.parametrize("text", ["关于2018年工作的通知", "修订（2018）", "第44号", "令第44号", "", "〔2018〕44号"])
def test_what_is_no_whole_number_is_not_parsed(text) -> None:
    assert parse(text) is None


def test_a_text_that_is_no_number_keeps_its_words() -> None:
    assert normalise("关于 2018（年）") == "关于2018〔年〕"


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("国办发〔1997〕2", NumberQuery("国办发", 1997, 2, open_ended=True)),
        ("〔2018〕144号", NumberQuery("", 2018, 144)),
        ("海关总署公告2024年53号", NumberQuery("海关总署公告", 2024, 53)),
        ("临政办发2026 14", NumberQuery("临政办发", 2026, 14, open_ended=True)),
        ("国办发〔1997〕", NumberQuery("国办发", 1997, None, open_ended=True)),
        ("第700号令", NumberQuery("令", None, 700)),
        ("第700号", NumberQuery("", None, 700)),
        ("公安部令7", NumberQuery("公安部令", None, 7, open_ended=True)),
    ],
)
def test_a_part_of_a_number_is_recognised(typed, query) -> None:
    mention = find(typed)
    assert mention is not None
    assert mention.query == query


def test_a_number_among_words_is_found_with_its_place() -> None:
    mention = find("养老 国发〔2018〕44号")
    assert mention is not None
    assert (mention.start, mention.end) == (3, 14)


@pytest.mark.parametrize(
    "text", ["第三次全国经济普查", "工会法第十八条规定", "2020年工作要点", "第2741号提案的答复", "条例（2018修订）"]
)
def test_ordinary_words_are_no_number(text) -> None:
    assert find(text) is None


def test_nearer_numbers_are_closer() -> None:
    asked = NumberQuery("国务院令", None, 7, open_ended=True)
    exact = asked.closeness(DocNumber("国务院令", None, 7))
    longer_name = asked.closeness(DocNumber("中华人民共和国国务院令", None, 7))
    longer_serial = asked.closeness(DocNumber("国务院令", None, 71))
    assert exact > longer_name > longer_serial > 0


def test_another_year_another_code_or_another_serial_does_not_fit() -> None:
    asked = NumberQuery("国发", 2018, 44)
    assert asked.closeness(DocNumber("国发", 2019, 44)) == 0
    assert asked.closeness(DocNumber("国函", 2018, 44)) == 0
    assert asked.closeness(DocNumber("国发", 2018, 4)) == 0


def test_citations_are_found_in_running_text() -> None:
    text = "根据《关于养老的通知》（国办发〔2018〕126号）和国发[2019]1号，制定本办法。"
    assert list(cited(text)) == [DocNumber("国办发", 2018, 126), DocNumber("和国发", 2019, 1)]
