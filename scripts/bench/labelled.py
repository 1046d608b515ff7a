"""Labelled texts for the screening: written by hand as offices write, filled with made-up persons and numbers.

Check digits hold; the county ``9999`` and the series ``0000`` exist nowhere. In a template ``{slot}`` is what must be
found, under the kind in ``SLOTS``; ``{trap}`` is what must be left alone. The seed is fixed.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.accounts.uscc import check_character
from portal.screening.checks import id_check_character, is_luhn
from portal.screening.kinds import Kind
from scripts.bench.labelled_texts import CLEAN, GUILTY

SEED = 20260301
_FILLS = 6
_SLOT = re.compile(r"\{(\w+)\}")
_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
Fill = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Label:
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    labels: tuple[Label, ...]


def cases(seed: int = SEED) -> Iterator[Case]:
    """Every template filled ``_FILLS`` times; documents with something to find and documents without."""
    chance = random.Random(seed)  # noqa: S311 - the same texts in every run is what is wanted
    for template in (*GUILTY, *CLEAN):
        for _ in range(_FILLS):
            yield filled(template, chance)


def filled(template: str, chance: random.Random) -> Case:
    text, labels, end = "", [], 0
    for slot in _SLOT.finditer(template):
        text += template[end : slot.start()]
        kind, fill = SLOTS[slot[1]]
        value = fill(chance)
        if kind is not None:
            labels.append(Label(kind, len(text), len(text) + len(value)))
        text += value
        end = slot.end()
    return Case(text + template[end:], tuple(labels))


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("0123456789", k=count))


def _id(chance: random.Random) -> str:
    province = chance.choice(("32", "33", "11", "51", "44", "65"))
    born = f"{chance.randint(1935, 2022)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = f"{province}9999{born}{chance.randint(0, 999):03}"
    return body + id_check_character(body).upper()


def _old_id(chance: random.Random) -> str:
    born = f"{chance.randint(30, 80):02}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return f"329999{born}{chance.randint(1, 999):03}"


def _mobile(chance: random.Random) -> str:
    return f"1{chance.choice('3456789')}{chance.choice('0123456789')}0000{_digits(chance, 4)}"


def _card(chance: random.Random) -> str:
    body = chance.choice(("622200000", "621700000", "623000000")) + _digits(chance, chance.choice((6, 9)))
    return next(body + last for last in "0123456789" if is_luhn(body + last))


def _short_card(chance: random.Random) -> str:
    body = "1000" + _digits(chance, 10)
    return next(body + last for last in "0123456789" if is_luhn(body + last))


def _groups(number: str, *sizes: int, by: str = " ") -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(number[start : start + size])
        start += size
    return by.join(part for part in [*parts, number[start:]] if part)


def _uscc(chance: random.Random) -> str:
    body = chance.choice(("91", "12", "11", "53", "92")) + "329999" + chance.choice(("MA", "00", "46", "57"))
    body += _digits(chance, 17 - len(body))
    return body + check_character(body)


def _name(chance: random.Random) -> str:
    return chance.choice("张王李赵陈周吴郑孙徐沈顾") + "".join(
        chance.choices("晓明子涵雨欣浩然思远佳宁梓萱", k=chance.choice((1, 2, 2)))
    )


def _home(chance: random.Random) -> str:
    street = chance.choice(("新云街道望湖社区", "临河镇石桥村", "东屏街道柳巷社区", "青浦乡南庄村"))
    door = chance.choice(("三组{}号", "{}号楼2单元302室", "幸福小区{}幢101室", "{}号"))
    return f"{chance.choice(('云川省临江市望江区', '临江市望江县'))}{street}{door.format(chance.randint(1, 98))}"


def _mark(chance: random.Random) -> str:
    level, term = chance.choice(("绝密", "机密", "秘密")), chance.choice(("", "长期", "1年", "10年", "6个月", "30年"))
    return f"{level}★{term}"


def _letters(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("abcdefghijkmnpqrstuvwxyz", k=count))


def _one_of(*values: str) -> Fill:
    return lambda chance: chance.choice(values)


def _of(kind: Kind, **fills: Fill) -> dict[str, tuple[Kind | None, Fill]]:
    return {name: (kind, fill) for name, fill in fills.items()}


_SECRECY_WORDS = _one_of(
    "内部资料", "注意保存", "不得外传", "严禁外传", "阅后收回", "内部文件", "内部传阅", "工作秘密", "内部使用"
)

SLOTS: dict[str, tuple[Kind | None, Fill]] = {
    **_of(
        Kind.SECRET_MARK,
        mark=_mark,
        mark_spaced=lambda c: " ".join(c.choice(("绝密", "机密", "秘密"))) + " ★ " + c.choice(("长期", "5年")),
        mark_traditional=_one_of("絕密★長期", "機密★10年", "祕密★3年", "絕　密★１年"),
        mark_other_star=_one_of("机密☆1年", "秘密⭐长期", "绝密*20年", "秘密＊３年"),
    ),
    **_of(
        Kind.SECRECY_WORD,
        secrecy=_SECRECY_WORDS,
        level=_one_of("密级：", "密 级：", "保密期限："),
        no_release=_one_of("此件不予公开"),
    ),
    **_of(
        Kind.ID_CARD,
        id=_id,
        id_lower=lambda c: _id(c).lower(),
        id_spaced=lambda c: _groups(_id(c), 6, 8),
        id_hyphens=lambda c: _groups(_id(c), 6, 8, by="-"),
        id_wide=lambda c: _id(c).translate(_WIDE),
        id_broken=lambda c: _groups(_id(c), 11, by="\n"),
        old_id=_old_id,
        id_mistyped=lambda c: _id(c)[:17] + c.choice("ABC").replace("A", "0").replace("B", "1").replace("C", "2"),
    ),
    **_of(
        Kind.MOBILE,
        mobile=_mobile,
        mobile_spaced=lambda c: _groups(_mobile(c), 3, 4),
        mobile_hyphens=lambda c: _groups(_mobile(c), 3, 4, by="-"),
        mobile_wide=lambda c: _mobile(c).translate(_WIDE),
        mobile_broken=lambda c: _groups(_mobile(c), 6, by="\n"),
    ),
    **_of(
        Kind.BANK_CARD,
        card=_card,
        card_spaced=lambda c: _groups(_card(c), 4, 4, 4, 4),
        card_wide=lambda c: _card(c).translate(_WIDE),
        short_card=_short_card,
        passbook=lambda c: "1000" + _digits(c, c.choice((9, 11, 13))),
    ),
    **_of(Kind.ADDRESS, home=_home),
    **_of(
        Kind.EMAIL,
        email=lambda c: f"{_letters(c, 7)}{_digits(c, 3)}@{c.choice(('qq.com', '163.com', 'gmail.com', '139.com'))}",
    ),
    **_of(Kind.PASSPORT, passport=lambda c: c.choice(("E", "EA", "G")) + "0000" + _digits(c, 4)),
    **_of(
        Kind.PLATE,
        plate=lambda c: c.choice("苏浙皖沪") + c.choice("ABCJ") + c.choice(("", "·", " ")) + "0" + _digits(c, 4),
    ),
    **_of(Kind.MESSENGER, wechat=lambda c: _letters(c, 6) + "_" + _digits(c, 2), qq=lambda c: "1000" + _digits(c, 5)),
    **_of(Kind.SOCIAL_SECURITY, social=lambda c: c.choice("ABC") + "00" + _digits(c, 7)),
    **_of(Kind.DISABILITY, disability=lambda c: _id(c) + c.choice(("44", "11", "23", "42B1"))),
    **_of(Kind.MEDICAL, medical=lambda c: c.choice(("", "ZY", "M")) + "00" + _digits(c, 6)),
    **_of(Kind.MINOR_NAME, child=_name),
    # Traps: nothing of a person.
    "adult": (None, _name),
    "uscc": (None, _uscc),
    "landline": (None, lambda c: c.choice(("0599-", "0599—", "(0599)", "0599 ")) + "8" + _digits(c, 7)),
    "extension": (None, lambda c: f"0599-8{_digits(c, 7)}-8{_digits(c, 3)}"),
    "hotline": (None, _one_of("12345", "12315", "400-000-1234", "110", "8001234567", "95598")),
    "index_number": (None, lambda c: f"{_uscc(c)}/{c.randint(2015, 2026)}-{_digits(c, 5)}"),
    "doc_number": (None, lambda c: f"临政办发〔{c.randint(2012, 2026)}〕{c.randint(1, 210)}号"),
    "amount": (None, lambda c: f"1{c.choice('3589')}{_digits(c, 9)}{c.choice(('元', '.50元', '万元'))}"),
    "amount_commas": (None, lambda c: f"1{c.randint(3, 9)},{_digits(c, 3)},{_digits(c, 3)},{_digits(c, 3)}.00"),
    "barcode": (None, lambda c: "690" + _digits(c, 10)),
    "order": (None, lambda c: f"20{c.randint(20, 26)}{c.randint(1, 12):02}{c.randint(1, 28):02}{_digits(c, 10)}"),
    "long_order": (None, lambda c: "10" + _digits(c, 20)),
    "project": (None, lambda c: f"{c.randint(2018, 2026)}-329999-{_digits(c, 2)}-01-{_digits(c, 6)}"),
    "date": (None, lambda c: f"{c.randint(1990, 2026)}-{c.randint(1, 12):02}-{c.randint(1, 28):02}"),
    "date_span": (None, lambda c: f"{c.randint(1990, 2020)}0101-{c.randint(2021, 2026)}1231"),
    "coordinate": (None, lambda c: f"119.{_digits(c, 11)},33.{_digits(c, 11)}"),
    "parcel": (None, lambda c: f"GB{_digits(c, 5)}W{_digits(c, 8)}"),
    "web": (
        None,
        lambda c: f"https://www.linjiang.example/art/2024/art_{_digits(c, 4)}_1{c.choice('358')}{_digits(c, 9)}.html",
    ),
    "organ_mail": (
        None,
        lambda c: f"{_letters(c, 5)}@{c.choice(('linjiang.gov.cn', 'zfb.linjiang.gov.cn', 'xinxi.org.cn'))}",
    ),
    "organ_address": (
        None,
        lambda c: f"临江市望江区世纪大道{c.randint(1, 99)}号市政府{c.randint(1, 9)}号楼{c.randint(101, 909)}室",
    ),
    "masked_id": (None, lambda c: f"329999********{_digits(c, 4)}"),
    "masked_mobile": (None, lambda c: f"138****{_digits(c, 4)}"),
    "figures": (None, lambda c: "\n".join(" ".join(str(c.randint(1000, 99999)) for _ in range(6)) for _ in range(5))),
    "standard": (None, lambda c: f"GB/T {c.randint(1000, 39999)}—{c.randint(1999, 2025)}"),
}
