"""What is typed on a request, field by field (Regulations art. 29; the official 申请表)."""

from portal.field_table import Field, choice, line, paragraphs
from requests_app.cases.states import Delivery, Form, IdentityKind
from requests_app.outcomes import ApplicantKind

ITEM_LENGTH = 2000
ITEMS_AT_MOST = 20
PURPOSE_LENGTH = 1000

APPLICANT: dict[str, Field] = {
    "name": Field("姓名或者名称", line(100)),
    "identity_kind": Field("证件", choice(IdentityKind.values)),
    "identity_number": Field("证件号码", line(40)),
    "representative": Field("法定代表人或者负责人", line(60)),
    "contact_person": Field("联系人", line(60)),
    "phone": Field("联系电话", line(40)),
    "email": Field("电子邮箱", line(100)),
    "address": Field("邮寄地址", line(200)),
    "agent_name": Field("代理人", line(60)),
    "agent_identity": Field("代理人证件号码", line(40)),
}
REQUEST: dict[str, Field] = {
    "applicant_kind": Field("申请人类别", choice([kind.value for kind in ApplicantKind], required=True)),
    "purpose": Field("用途", paragraphs(PURPOSE_LENGTH)),
    "form": Field("提供形式", choice(Form.values, required=True)),
    "delivery": Field("获取途径", choice(Delivery.values, required=True)),
    "needs_help": Field("需要的帮助", line(300)),
}
ITEM: dict[str, Field] = {
    "text": Field("所需信息", paragraphs(ITEM_LENGTH, required=True)),
    "file_number": Field("文号", line(100)),
    "time_span": Field("时间范围", line(100)),
}
