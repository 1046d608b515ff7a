"""An explanation with all it needs, and the ways it takes through an office."""

from datetime import date

from django.core.files.base import ContentFile

from interpretation.judging.rules import verdict_on
from interpretation.materials import services
from interpretation.materials.codes import Stage
from portal.accounts.states import Role
from tests.files import samples

SAID = {
    "background": "家长反映报名时间每年不同，今年起固定下来。",
    "basis": "义务教育法和省教育厅的文件。",
    "goals": "让每个孩子按时入学。",
    "tasks": "各学校六月开放报名。",
    "content": "六月十日开始报名，网上就能办。",
    "scope": "全市小学和初中的新生。",
}
PLANNED = {
    "is_merged": False,
    "outline": "为什么改，怎么报名",
    "form": "text",
    "channel": "门户网站",
    "planned_on": date(2026, 5, 21),
}
WRITTEN = SAID | {
    "title": "招生通知解读",
    "stage": "along",
    "form": "text",
    "way": "office",
    "theme": "livelihood",
    "lead": "今年报名有三个变化。",
    "channel": "门户网站",
    "planned_on": date(2026, 5, 21),
    "first_interpreter": "市教育局局长",
}


def day_of(office):
    """No plan is made for days gone by."""
    return {"planned_on": max(PLANNED["planned_on"], office.at.date())}


def planned(office, document, **values):
    return services.plan(document, values=PLANNED | day_of(office) | values, **office.as_(Role.HANDLER))


def written(office, document, **values):
    """A plan where there is none yet, and an explanation of it."""
    if getattr(document, "interpretation_plan", None) is None:
        planned(office, document)
    return services.explain(document, values=WRITTEN | day_of(office) | values, **office.as_(Role.HANDLER))


def submitted(office, document, **values):
    return services.submit(written(office, document, **values), **office.as_(Role.HANDLER))


def approved(office, document, **values):
    return services.approve(submitted(office, document, **values), **office.as_(Role.HEAD))


def published(office, document, **values):
    """A further round on a document that is out."""
    given = {"stage": Stage.AFTER} | values
    return services.publish(approved(office, document, **given), **office.as_(Role.INFO_CLERK))


PICTURE = samples.png()
FILM = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2mp41" + bytes(64)
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(64)
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:04.000\n六月十日开始报名。\n"


def with_picture(office, material, *, name="一图读懂.png", content=PICTURE, **values):
    given = {"alternative": "日历上圈着六月十日，写着“开始报名”。"} | values
    return services.add_media(material, name=name, upload=ContentFile(content), **given, **office.as_(Role.HANDLER))


def with_film(office, material, *, name="三分钟讲清楚.mp4", content=FILM, **values):
    given = {"captions": ContentFile(CAPTIONS.encode()), "is_checked": True} | values
    return services.add_media(material, name=name, upload=ContentFile(content), **given, **office.as_(Role.HANDLER))


def explained(office, document):
    """The document with an approved explanation, where it needs one."""
    if verdict_on(document).needs:
        approved(office, document)
    return document
