"""Rows as a department types them, and the way of a row through its organ."""

from datetime import date

from disclosure.listings import services
from disclosure.listings.models import ListRow
from portal.accounts.states import Role

VALUES = {
    "budget": {
        "title": "临江市教育局2026年部门预算",
        "year": "2026",
        "kind": "部门预算",
        "approver": "临江市财政局",
        "income": "128,400.5",
        "spending": "128400.5",
        "overseas": "0",
        "vehicles": "12.6",
        "receptions": "3",
        "procurement": "货物类采购310万元。",
        "explanation": "比上年增加2.1%，主要是新建学校。",
    },
    "debt": {
        "title": "临江市2025年政府债务情况",
        "year": "2025",
        "kind": "全部债务",
        "limit": "3200000",
        "balance": "2985000",
        "structure": "一般债务占四成，专项债务占六成。",
        "used_for": "用于轨道交通和保障性住房。",
        "repaid": "全年还本21亿元、付息8亿元。",
    },
    "proposals": {
        "title": "关于增加老城区公办幼儿园学位的建议",
        "kind": "人大代表建议",
        "session": "市十四届人大五次会议",
        "number": "127",
        "result": "列入计划逐步解决",
        "wide": "否",
        "summary": "两年内新增公办学位1200个。",
    },
    "projects": {
        "name": "临江第三水厂工程",
        "code": "2026-370100-46-01-000123",
        "approval": "审批",
        "result": "临发改审〔2026〕18号",
        "approver": "临江市发展和改革委员会",
        "owner": "临江水务集团",
        "content": "新建日供水20万吨水厂一座。",
        "stage": "已批准",
        "has_land": "否",
    },
}
DAY = date(2026, 5, 18)


def register(office, template="budget", *, formed_on=DAY, document=None, **changed):
    values = VALUES[template] | changed
    given = {"template": template, "formed_on": formed_on, "values": values, "document": document}
    return services.register(organ=office.organ, **given, **office.as_(Role.HANDLER))


def submitted(office, template="budget", **changed):
    return services.submit(register(office, template, **changed), **office.as_(Role.HANDLER))


def cleared(office, template="budget", **changed):
    return services.clear(submitted(office, template, **changed), **office.as_(Role.SECRECY_REVIEWER))


def published(office, template="budget", **changed):
    return services.publish(cleared(office, template, **changed), **office.as_(Role.DISCLOSURE_HEAD))


def fresh(row) -> ListRow:
    return ListRow.objects.get(pk=row.pk)
