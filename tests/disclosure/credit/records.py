"""Decisions as a department types them, and the way of a record through its organ."""

from datetime import date

from disclosure.credit import services
from disclosure.credit.models import CreditRecord
from portal.accounts.states import Role

COMPANY = {
    "party_name": "临江测试商贸有限公司",
    "party_type": "organisation",
    "party_code": "91370100000000001W",
}
PERSON = {"party_name": "赵某某", "party_type": "person", "party_code": ""}
PENALTY = {
    "number": "临教罚〔2026〕3号",
    "cause": "违规办学",
    "facts": "没有取得办学许可，举办培训班。",
    "basis": "《民办教育促进法》第六十四条",
    "category": "警告、罚款",
    "content": "警告，罚款1万元。",
    "fine": "1",
    "decided_on": date(2026, 5, 18),
}
LICENCE = {
    "document_name": "准予行政许可决定书",
    "number": "临教许〔2026〕5号",
    "decision": "grant",
    "category": "普通",
    "content": "准予设立民办幼儿园。",
    "decided_on": date(2026, 5, 18),
    "valid_to": date(2029, 5, 17),
}


def register(office, kind="penalty", **changed):
    values = COMPANY | (LICENCE if kind == "licence" else PENALTY) | changed
    return services.register(organ=office.organ, kind=kind, values=values, **office.as_(Role.HANDLER))


def submitted(office, **changed):
    return services.submit(register(office, **changed), **office.as_(Role.HANDLER))


def cleared(office, **changed):
    return services.clear(submitted(office, **changed), **office.as_(Role.SECRECY_REVIEWER))


def published(office, **changed):
    return services.publish(cleared(office, **changed), **office.as_(Role.DISCLOSURE_HEAD))


def fresh(record) -> CreditRecord:
    return CreditRecord.objects.get(pk=record.pk)
