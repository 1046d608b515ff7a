"""What is found in a text and what is left alone. Numbers are typed by hand; county 9999 exists nowhere."""

import time

import pytest

from portal.accounts import uscc
from portal.screening.checks import id_check_character, is_luhn
from portal.screening.detectors import Match, key, scan
from portal.screening.kinds import Kind

pytestmark = pytest.mark.once


def found(text, **options):
    return [(match.kind, text[match.start : match.end]) for match in scan(text, **options)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("身份证号：329999199003071234", Kind.ID_CARD, "329999199003071234"),  # named, though the check digit is wrong
        ("329999194912310020", Kind.ID_CARD, "329999194912310020"),
        ("（11999919491231003X）", Kind.ID_CARD, "11999919491231003X"),
        ("11999919491231003x。", Kind.ID_CARD, "11999919491231003x"),
        ("１１９９９９１９４９１２３１００３Ｘ", Kind.ID_CARD, "１１９９９９１９４９１２３１００３Ｘ"),
        ("119999 19491231 003X", Kind.ID_CARD, "119999 19491231 003X"),
        ("1199991949\n1231003X", Kind.ID_CARD, "1199991949\n1231003X"),
        ("1 1 9 9 9 9 1 9 4 9 1 2 3 1 0 0 3 X", Kind.ID_CARD, "1 1 9 9 9 9 1 9 4 9 1 2 3 1 0 0 3 X"),
        ("329999491231002", Kind.ID_CARD, "329999491231002"),
        ("电话13800001234", Kind.MOBILE, "13800001234"),
        ("138 0000 1234", Kind.MOBILE, "138 0000 1234"),
        ("138-0000-1234", Kind.MOBILE, "138-0000-1234"),
        ("１３８００００１２３４", Kind.MOBILE, "１３８００００１２３４"),
        ("+8613800001234", Kind.MOBILE, "13800001234"),
        ("0086 138 0000 1234 手机", Kind.MOBILE, "138 0000 1234"),
        ("tel13800001234", Kind.MOBILE, "13800001234"),
        ("手机1380\u200b000\u200b1234", Kind.MOBILE, "1380\u200b000\u200b1234"),
        ("6222000000000009", Kind.BANK_CARD, "6222000000000009"),
        ("6222 0000 0000 0009", Kind.BANK_CARD, "6222 0000 0000 0009"),
        ("开户行及账号：1000000000000008", Kind.BANK_CARD, "1000000000000008"),
        ("存折账号123456789012", Kind.BANK_CARD, "123456789012"),
        ("機密★長期", Kind.SECRET_MARK, "機密★長期"),
        ("绝 密 ★ 30 年", Kind.SECRET_MARK, "绝 密 ★ 30 年"),
        ("秘密★", Kind.SECRET_MARK, "秘密★"),
        ("机密＊１年", Kind.SECRET_MARK, "机密＊１年"),
        ("內部資料", Kind.SECRECY_WORD, "內部資料"),
        ("本文件仅供本单位内部传阅。", Kind.SECRECY_WORD, "仅供本单位内部传阅"),
        ("护照号：E00001234", Kind.PASSPORT, "E00001234"),
        ("QQ：100001234", Kind.MESSENGER, "100001234"),
        ("zhang.san_1@vip.qq.com", Kind.EMAIL, "zhang.san_1@vip.qq.com"),
        ("lisi＠163.com", Kind.EMAIL, "lisi＠163.com"),
        ("车牌苏J·D01234", Kind.PLATE, "苏J·D01234"),
        ("家住临江市望江县石桥镇柳巷村。", Kind.ADDRESS, "临江市望江县石桥镇柳巷村"),
        ("男,汉族,住临江市望江区新云街道3号", Kind.ADDRESS, "临江市望江区新云街道3号"),
        ("残疾人证11999919491231003X44", Kind.DISABILITY, "11999919491231003X44"),
        ("孤儿王小明（男，2015年生）", Kind.MINOR_NAME, "王小明"),
    ],
)
def test_finds(text, kind, value) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91329999MA0000001H",
        "登记号329999000012345",
        "电话（0599）81234567，传真0599-81234567转8001",
        "热线12345、400-000-1234",
        "合同金额13800001234元，支付15,912,345,678.00",
        "坐标119.13800001234",
        "https://www.example.cn/2024/13800001234.html",
        "订单号：13800001234",
        "编号：6222000000000009",
        "条码6901234567892",
        "发〔2024〕138号 0000 1234",
        "2021 2022 2023 1380 0001 234",
        "身份证号3299************34，手机138****1234",
        "办公地址：临江市望江区世纪大道21号3号楼302室",
        "企业住所：临江市望江区世纪大道21号",
        "邮箱xxgk@linjiang.gov.cn",
        "保守国家秘密、工作秘密；加强内部资料管理；机密级计算机；★重点任务",
        "对不予公开的信息说明理由",
        "学生安全、儿童康复、未成年人保护",
        "张明，男，45岁",
        "苏ICP备12345678号",
    ],
)
def test_leaves_alone(text) -> None:
    assert found(text) == []


def test_a_credit_code_that_could_be_read_as_a_card_is_told_by_its_name() -> None:
    """321299199003070055 has the check character of both kinds: its name decides; without a name it counts."""
    number = "321299199003070055"
    assert uscc.is_valid(number)
    assert found(f"统一社会信用代码：{number}") == []
    assert found(number) == [(Kind.ID_CARD, number)]


def test_offsets_are_those_of_the_original() -> None:
    text = "甲\r\n姓名：王某　手机：１３８　００００　１２３４（本人）"
    assert scan(text) == (Match(Kind.MOBILE, 12, 25),)
    assert text[12:25] == "１３８　００００　１２３４"


def test_findings_come_in_order_and_never_overlap() -> None:
    text = "手机13800001234，身份证11999919491231003X，邮箱13800001234@qq.com，微信：13800005678"
    assert found(text) == [
        (Kind.MOBILE, "13800001234"),
        (Kind.ID_CARD, "11999919491231003X"),
        (Kind.EMAIL, "13800001234@qq.com"),
        (Kind.MOBILE, "13800005678"),
    ]


def test_numbers_of_offices_on_the_list_are_not_reported() -> None:
    text = "值班手机138-0000-1234，居民手机13800005678，信箱xxgk@163.com"
    allowed = {key("13800001234"), key("XXGK@163.com")}
    assert found(text, allowed=allowed) == [(Kind.MOBILE, "13800005678")]


def test_check_digits() -> None:
    assert id_check_character("11010519491231002") == "x"  # the example of GB 11643-1999
    assert is_luhn("4111111111111111")
    assert not is_luhn("4111111111111112")


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "1 " * 100_000, "1-" * 100_000, "绝 密" * 60_000, "住址：" * 60_000, "住址：" + "省" * 200_000],
)
def test_no_text_makes_the_reading_slow(text) -> None:
    began = time.process_time()
    scan(text)
    assert time.process_time() - began < 5
