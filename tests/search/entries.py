"""A small library of invented public items, with what the tests need to tell apart."""

from datetime import date, datetime

from portal.clock import SHANGHAI
from portal.search.entry import Choice, Entry

AT = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)

NOTICE = Choice("通知", "通知")
MEASURES = Choice("办法", "办法")
PROCLAMATION = Choice("公告", "公告")
OFFICE = Choice("office", "临江市人民政府办公室")
HOUSING = Choice("housing", "临江市住房和城乡建设局")
VALID = Choice("valid", "有效")
REPEALED = Choice("repealed", "废止")
RULES = Choice("rules", "规范性文件")
FILES = Choice("files", "政策文件")
BUILDING = Choice("10", "城乡建设、环境保护")


def entry(pk, title, body="", **rest):
    """An item of the made-up model ``tests.paper``."""
    return Entry(label="tests.paper", pk=pk, title=title, body=body, url=f"/papers/{pk}/", **rest)


LIFT = entry(
    1,
    "临江市人民政府办公室关于印发《临江市既有住宅加装电梯实施办法》的通知",
    "第一条　为了方便居民出行，制定本办法。\n第九条　每部电梯给予一次性补助。补助资金由市、区两级按六比四承担，"
    "竣工验收合格后三十日内拨付到业主共管账户。",
    doc_number="临政办发〔2026〕14号",
    dated=date(2026, 3, 26),
    kind=NOTICE,
    organ=OFFICE,
    validity=VALID,
    columns=(RULES, FILES),
    topic=BUILDING,
    attributes={"source_id": "a-1"},
)
FUNDS = entry(
    2,
    "关于做好2026年既有住宅加装电梯补助资金申报工作的通知",
    "根据《临江市既有住宅加装电梯实施办法》（临政办发〔2026〕14号），现将申报事项通知如下。申报时间为6月1日至9月30日。",
    doc_number="临住建发〔2026〕19号",
    dated=date(2026, 4, 28),
    kind=NOTICE,
    organ=HOUSING,
    validity=VALID,
    columns=(FILES,),
    topic=BUILDING,
)
DOGS = entry(
    3,
    "临江市养犬管理办法",
    "第二条　本市行政区域内的养犬行为适用本办法。个人养犬应当办理登记。产品和服务的价格由经营者自主制定。",
    doc_number="临江市人民政府令第58号",
    dated=date(2019, 5, 6),
    kind=MEASURES,
    organ=OFFICE,
    validity=REPEALED,
    columns=(RULES, FILES),
)
WATER = entry(
    4,
    "关于城区停水的公告",
    "因管网改造，6月3日8时至20时停水。供水水质优于国家标准。<script>alert('x')</script>请提前储水 & 关好阀门。",
    doc_number="临水公告〔2025〕3号",
    dated=date(2025, 5, 30),
    kind=PROCLAMATION,
    organ=Choice("water", "临江市水务局"),
    validity=VALID,
)
UNDATED = entry(5, "临江市城市供水条例释义", "本条例所称供水，包括公共供水和自建设施供水。")
OLD_ORDER = entry(
    6,
    "临江市城市供水管理规定",
    "供水企业应当保证水质。",
    doc_number="临政办发〔2026〕140号",
    dated=date(2019, 11, 1),
    kind=MEASURES,
    organ=OFFICE,
)
ALL = [LIFT, FUNDS, DOGS, WATER, UNDATED, OLD_ORDER]
