"""Reports of the city of the tests, and a small table 3 added up by hand."""

from datetime import datetime

from assessment.annual_reports import services
from assessment.annual_reports.models import AnnualReport
from portal.accounts.states import Role
from portal.clock import SHANGHAI

JANUARY = datetime(2026, 1, 5, 10, 0, tzinfo=SHANGHAI)

TEXTS = {
    "disclosure": "全年主动公开政府信息一百多条，重点领域是入学、资助和考试安排。",
    "requests": "新收政府信息公开申请12件，上年结转2件，都在期限内答复。",
    "management": "文件起草时就定公开属性，每季度清理一次规范性文件。",
    "platform": "部门网站并入市政府门户，栏目由专人每周检查。",
    "supervision": "全年培训两次，没有被通报，也没有责任追究的情况。",
    "problems": "政策解读偏少。下一年每件规范性文件都配图解。",
    "others": "没有其他需要报告的事项。",
}

OTHER_TEXTS = {
    "disclosure": "重点领域里，老旧小区改造、物业招投标和房屋征收的信息逐项目上网，补偿方案征求过意见。",
    "requests": "收到申请12件，大多问征收补偿。",
    "management": "归档时核对有效性，三件旧文宣布失效。",
    "platform": "窗口设了查询机，来人可以打印。",
    "supervision": "党组听取过一次汇报，内设科室按月打分。",
    "problems": "征收信息更新慢，已经改为批复当天上网。",
    "others": "无。",
}

TABLE_3 = """
10 1 0 0 0 1 12
2 0 0 0 0 0 2
6 1 0 0 0 0 7
2 0 0 0 0 0 2
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
1 0 0 0 0 0 1
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
1 0 0 0 0 1 2
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
0 0 0 0 0 0 0
1 0 0 0 0 0 1
0 0 0 0 0 0 0
0 0 0 0 0 0 0
11 1 0 0 0 1 13
1 0 0 0 0 0 1
"""
"""新收12加结转2，等于办结13加结转下年1: 25 rows of the official table, natural persons first, the total last."""

TABLE_4 = "1 0 0 1 2  0 0 1 0 1  0 0 0 0 0"
PAPER = "平台启用以前的纸质申请，按登记簿填写。"


def opened(city, year: int = 2025, at: datetime = JANUARY) -> dict[str, AnnualReport]:
    rows = services.open_reports(year=year, **city.office(at))
    return {row.organ.code: row for row in rows}


def written(city, report: AnnualReport, at: datetime = JANUARY, **texts: str) -> AnnualReport:
    """With the texts and the tables of this module."""
    clerk = city.as_(report.organ.code, Role.HANDLER, at)
    services.paste_table(report, table="3", text=TABLE_3, note=PAPER, **clerk)
    services.paste_table(report, table="4", text=TABLE_4, note=PAPER, **clerk)
    return services.write(report, values=TEXTS | texts, **clerk)


def submitted(city, report: AnnualReport, at: datetime = JANUARY, **texts: str) -> AnnualReport:
    written(city, report, at, **texts)
    services.sign(report, **city.as_(report.organ.code, Role.HEAD, at))
    return services.submit(report, **city.as_(report.organ.code, Role.HANDLER, at))


def published(city, report: AnnualReport, at: datetime = JANUARY, **texts: str) -> AnnualReport:
    services.clear(submitted(city, report, at, **texts), **city.office(at))
    return services.publish(report, **city.as_(report.organ.code, Role.HANDLER, at))
