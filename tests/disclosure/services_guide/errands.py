"""Guides as a department writes them."""

from disclosure.services_guide import services
from portal.accounts.states import Role

CODE = "LJ-JY-001"
GUIDE = {
    "code": CODE,
    "name": "义务教育入学报名",
    "theme": "education",
    "audiences": ["person", "student"],
    "basis": "《中华人民共和国义务教育法》第十一条",
    "conditions": "年满六周岁，户口或者居住证在本市。",
    "process": "网上填表\n学校核对材料\n收到入学通知",
    "legal_days": 20,
    "promised_days": 5,
    "fee": "不收费",
    "result": "入学通知书",
    "online": "partly",
    "online_url": "https://zwfw.example.gov.cn/ruxue",
    "place": "市政务服务大厅二楼教育窗口",
    "hours": "工作日8:30—17:30",
    "consult_phone": "0000-8612601",
    "complaint_phone": "0000-8612345",
    "email": "jyj@example.gov.cn",
    "review_rules": "户口簿上的住址在学校的范围里。",
    "intermediary": "不要中介服务。",
    "faq": "问：没有户口能报名吗？\n答：有居住证就能。",
}
PAPER = {"name": "户口簿", "form": "both", "copies": 1, "seal": "none", "is_required": True, "source": "自己有"}


def begun(office, *, cited=(), facilities=(), **values):
    given = GUIDE | values
    return services.begin(
        organ=office.organ, values=given, cited=cited, facilities=facilities, **office.as_(Role.HANDLER)
    )


def with_paper(office, *, cited=(), facilities=(), paper=PAPER, **values):
    guide = begun(office, cited=cited, facilities=facilities, **values)
    services.add_material(guide, values=paper, **office.as_(Role.HANDLER))
    return guide


def out(office, guide):
    services.submit(guide, **office.as_(Role.HANDLER))
    return services.publish(guide, **office.as_(Role.DISCLOSURE_HEAD))


def published(office, **values):
    return out(office, with_paper(office, **values))


def bundled(office, *steps, **values):
    given = {
        "code": "newborn",
        "name": "新生儿出生一件事",
        "intro": "跑一次，办四样。",
        "audiences": ["person"],
    } | values
    return services.open_bundle(organ=office.organ, values=given, steps=steps, **office.as_(Role.HANDLER))


def bundle_out(office, *steps, **values):
    bundle = bundled(office, *steps, **values)
    services.submit_bundle(bundle, **office.as_(Role.HANDLER))
    return services.publish_bundle(bundle, **office.as_(Role.DISCLOSURE_HEAD))
