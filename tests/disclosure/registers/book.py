"""Entries of registers as people type them."""

from datetime import date

from django.core.files.base import ContentFile

from disclosure.registers import kinds, services
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from tests.disclosure.office import FOUNDED

TRAINING = {
    "topic": "依申请公开答复怎么写",
    "audience": ["政务公开工作人员", "信息员"],
    "teacher": "市司法局",
    "people": "42",
    "hours": "3.5",
    "content": "",
}
ZONE = {
    "zone": "市政务服务大厅政务公开专区",
    "address": "翠湖街道园丁路2号一楼东侧",
    "hours": "工作日8:30—12:00，14:00—17:30",
    "phone": "0000-8612620",
    "services": ["政府信息查阅", "政策咨询"],
    "equipment": ["自助查询机", "资料架"],
    "accessibility": "有坡道和低位服务台",
}
SCREEN = {
    "device": "一楼大厅电子屏",
    "type": "电子屏",
    "address": "园丁路2号一楼",
    "hours": "工作日8:30—17:30",
    "phone": "0000-8612621",
    "content": "办事指南、收费目录",
    "refreshed": "每周",
    "keeper": "值班室木棉",
}
MEETING = {
    "meeting": "局务会第3次会议",
    "about": ["年度工作安排"],
    "chair": "局长",
    "present": "办公室\n基础教育科",
    "decided": "印发年度公开工作安排。",
}
DAY = date(2026, 5, 20)
PROOF = (("签到表.txt", ContentFile(b"sign-in sheet")),)


def entered(office, code, values, *, role=Role.INFO_CLERK, **given):
    """One entry of the office, filed by its clerk of information."""
    arguments = {"happened_on": DAY} | given
    return services.file_entry(kinds.BY_CODE[code], office.organ, values=values, **arguments, **office.as_(role))


def trained(office, **values):
    return entered(office, "training", TRAINING | values)


def screen_shown(office, **values):
    """An electronic screen the public reads about."""
    return services.publish(entered(office, "equipment", SCREEN | values), **office.as_(Role.DISCLOSURE_HEAD))


def city_office():
    """The city government, and the organ in which 政务公开办 sits."""
    return Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=FOUNDED
    )
