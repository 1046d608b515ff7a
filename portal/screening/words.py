"""What is found by words: secrecy marks, and personal data that only the words around it give away."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.screening.kinds import Kind
from portal.screening.names import GIVEN_NAME, SURNAME

_S = "[ \n\u200b]"
_COLON = f"{_S}{{0,2}}(?:[:为是]){_S}{{0,3}}"
_MAYBE_COLON = f"{_S}{{0,2}}(?:[:为是]{_S}{{0,3}})?"
_NUMBER_WORD = "(?:号码|编号|号|码)"

Found = re.Match[str]


def _always(_found: Found) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class WordDetector:
    """``pattern`` runs over the normalised text; the named group that matched, or the whole, is what is found."""

    kind: Kind
    pattern: re.Pattern[str]
    holds: Callable[[Found], bool] = _always


# --- secrecy: 保密法 arts. 20, 22, 64 ----------------------------------------------------------------

_TERM = rf"(?:[0-9一二三四五六七八九十]{{1,3}}{_S}{{0,2}}(?:年|个月|月|天)|长期|永久)"
_MARK = re.compile(
    rf"(?:绝{_S}{{0,4}}密|机{_S}{{0,4}}密|秘{_S}{{0,4}}密){_S}{{0,4}}(?:★(?:{_S}{{0,3}}{_TERM})?|\*{_S}{{0,3}}{_TERM})"
)
_LABEL = re.compile(
    r"(?P<prose>内部(?:资料|文件|使用|传阅|材料|掌握)|工作秘密|注意保存|阅后(?:收回|即焚))"
    r"|(?:仅|只)(?:供|限于?)[^\n。;,]{1,12}内部(?:使用|传阅|掌握)"
    r"|(?:不得|严禁|请勿|禁止)外传"
    rf"|密{_S}{{0,4}}级{_S}{{0,2}}:|保密期限{_S}{{0,2}}:"
    r"|(?<=\()(?:此件|本件)?不予公开(?=\))|(?:此件|本件)不(?:予)?公开"
)
# As a mark or an instruction the word stands alone; in prose about secrecy it is the ordinary matter of laws.
_LABEL_BEFORE = re.compile(r"(?:[^\u4e00-\u9fff、]|属于?|系|为|供|限于?|件|按|\A)\Z")
_PROSE_AFTER = re.compile(
    r"[、和或及与的性等类]|管理|出版|范围|事项|清除|审查|制度|规定|保护|保密|印刷|准印|信息|一律|不得公开"
)


def _stands_alone(found: Found) -> bool:
    if not found["prose"]:
        return True
    before = found.string[max(0, found.start() - 3) : found.start()]
    return _LABEL_BEFORE.search(before) is not None and not _PROSE_AFTER.match(found.string, found.end())


# --- numbers that only their name gives away -------------------------------------------------------

_DISABILITY = re.compile(
    rf"残疾(?:人)?证(?:件)?{_NUMBER_WORD}?{_MAYBE_COLON}"
    r"(?P<value>[0-9][0-9 ]{4,24}x?[0-9]{0,2}(?:b[0-9])?)(?![0-9])"
)
_SOCIAL_SECURITY = re.compile(
    rf"(?:社(?:会)?保(?:障)?(?:卡|账户|个人)?|医(?:疗)?保(?:险)?(?:卡|证|个人)?|养老保险(?:个人)?|公积金(?:个人)?)(?:账|帐)?"
    rf"{_NUMBER_WORD}{_MAYBE_COLON}(?P<value>[a-z]{{0,3}}[0-9][0-9a-z]{{5,19}})(?![0-9a-z])"
)
_MEDICAL = re.compile(
    rf"(?:病历|病案|住院|门诊|就诊卡?|诊疗卡|处方|检验单)(?:编)?{_NUMBER_WORD}{_MAYBE_COLON}"
    r"(?P<value>[a-z]{0,3}[0-9][0-9a-z-]{3,19})(?![0-9a-z])"
)
_PASSPORT = re.compile(
    rf"(?:护照|通行证|旅行证|回乡证){_S}{{0,2}}(?:证件)?{_NUMBER_WORD}?{_MAYBE_COLON}"
    r"(?P<value>[a-z]{1,2} ?[0-9]{7,10})(?![0-9a-z])"
)
_PLATE = re.compile(
    r"(?<![a-z0-9])(?P<plate>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z]"
    r"[· ]?(?P<tail>[a-hj-np-z0-9]{5,6}|[a-hj-np-z0-9]{4}[挂学警港澳]))(?![0-9a-z-])"
)
_MESSENGER = re.compile(
    rf"(?:(?<!公众)(?:微信|wechat|weixin|vx){_S}?(?:号码|号|账号|id)?{_COLON}(?P<wechat>[a-z][a-z0-9_-]{{5,19}}|1[3-9][0-9]{{9}})"
    rf"|qq{_S}?(?:号码|号|账号)?{_MAYBE_COLON}(?P<qq>[1-9][0-9]{{4,10}}))(?![a-z0-9@.])"
)
_PRIVATE_DOMAINS = (
    r"(?:vip\.)?(?:qq|163|126|sina|sohu|yeah|foxmail|139|189|wo|aliyun|tom|21cn|263|gmail|outlook|hotmail|live|msn|icloud|me"
    r"|yahoo|protonmail|proton)\.(?:com|cn|net|me)(?:\.cn)?"
)
# Only from where a word begins, so that a long row of letters is read once.
_EMAIL = re.compile(
    r"[a-z0-9](?<![a-z0-9._+-][a-z0-9])[a-z0-9._+-]{0,62}+ ?(?:@|#|\(at\)|\[at\])"
    rf" ?{_PRIVATE_DOMAINS}(?![a-z0-9-]|\.[a-z])"
)


def _looks_like_a_plate(found: Found) -> bool:
    return sum(character.isdigit() for character in str(found["tail"])) >= 3


# --- home addresses --------------------------------------------------------------------------------

_PLACE = r"[^\n,;:!?。、\u200b()]{4,60}"
_ADDRESS = re.compile(
    rf"(?:家庭(?:详细)?(?:住址|地址)|(?:现|常|经常)?(?:住址|居住地(?:址)?)|户籍(?:所在)?(?:地址|地)|户口所在地|(?<!实)现住(?![宅房院])(?:在|于)?|家住(?:在|于)?|"
    rf"(?:本人|个人|申请人|收件人|收货)(?:通讯)?地址){_MAYBE_COLON}(?P<value>{_PLACE})"
    rf"|,住(?:所地?|址|在|于)?{_MAYBE_COLON}(?P<of_a_person>{_PLACE})"
)
_PERSON_BEFORE = re.compile(r"(?:[男女]|[汉回满藏苗]族|民族|出生|日生|年生|[0-9x*]{4})\Z")
_DETAIL = re.compile(r"[0-9一二三四五六七八九十百]+ ?(?:号|室|栋|幢|座|单元|组|户|弄|队|巷|楼|层|-[0-9])")
_REGION = re.compile(r"[省市区县旗乡镇村路街道庄屯巷弄]")
# Without a number: a region by name, then a village, an estate or a community by name.
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2,10}[省市区县旗乡镇][\u4e00-\u9fff]{2,12}(?:村|庄|屯|苑|小区|花园|社区|新村|公寓)"
)
_SENTENCE = re.compile(r"委员会|机构|接受|申请|领取|派出所|部门|人民政府|机关|无法|应当")


def _is_a_home(found: Found) -> bool:
    value = found[found.lastgroup or 0]
    if found["of_a_person"] and not _PERSON_BEFORE.search(found.string[max(0, found.start() - 4) : found.start()]):
        return False
    if _DETAIL.search(value):
        return _REGION.search(value) is not None
    return _NAMED.match(value) is not None and not _SENTENCE.search(value)


# --- names of minors: Personal Information Protection Law art. 28 -----------------------------------

_NAME = rf"{SURNAME}(?:{GIVEN_NAME}){{1,2}}"
_CHILD = "(?:学生|学员|幼儿|儿童|孤儿|弃婴|未成年人|被监护人|未成年子女|男童|女童|患儿|新生儿|少年|女生|男生|婴儿)"
# Right after a name: it ends here.
_ENDS = r"(?=[,;、。()\s]|同学|小朋友|宝宝|等|因|在|的|$)"
_FELLOW = "同学|小朋友|宝宝"
_SCHOOL = "(?:小学|中学|幼儿园|年级|[0-9一二三四五六七八九十]班|学校)"
_MINOR_NAMED = re.compile(
    rf"{_CHILD}(?:的)?(?:姓名|名字)?{_S}?:{_S}{{0,2}}(?P<listed>{_NAME}){_ENDS}"
    rf"|{_CHILD}(?P<described>{_NAME})(?={_FELLOW}|{_S}?[,(]{_S}?(?:[男女]|[0-9]{{1,2}}(?:周)?岁|20[0-9]{{2}}年))"
    rf"|{_SCHOOL}(?:学生)?(?P<pupil>{_NAME})(?={_FELLOW})"
)
# 张某某,男,9岁 — of an age below 18.
_AGE = "(?:现年|年龄:?|今年|年仅)?(?:[0-9]|1[0-7])(?:周)?岁"
_MINOR_AGED = re.compile(rf"(?<![\u4e00-\u9fff])(?P<aged>{_NAME}){_S}?[,(]{_S}?(?:[男女],{_S}?)?{_AGE}")


def _is_not_masked_yet(found: Found) -> bool:
    return "某" not in str(found[found.lastgroup or 0])


WORD_DETECTORS = (
    WordDetector(Kind.SECRET_MARK, _MARK),
    WordDetector(Kind.SECRECY_WORD, _LABEL, _stands_alone),
    WordDetector(Kind.DISABILITY, _DISABILITY),
    WordDetector(Kind.SOCIAL_SECURITY, _SOCIAL_SECURITY),
    WordDetector(Kind.MEDICAL, _MEDICAL),
    WordDetector(Kind.EMAIL, _EMAIL),
    WordDetector(Kind.PASSPORT, _PASSPORT),
    WordDetector(Kind.PLATE, _PLATE, _looks_like_a_plate),
    WordDetector(Kind.MESSENGER, _MESSENGER),
    WordDetector(Kind.ADDRESS, _ADDRESS, _is_a_home),
    WordDetector(Kind.MINOR_NAME, _MINOR_NAMED, _is_not_masked_yet),
    WordDetector(Kind.MINOR_NAME, _MINOR_AGED, _is_not_masked_yet),
)


def find_words(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Kind, start and end in the normalised ``text``; may overlap."""
    for detector in WORD_DETECTORS:
        for found in detector.pattern.finditer(text):
            if detector.holds(found):
                yield detector.kind, *found.span(found.lastgroup or 0)
