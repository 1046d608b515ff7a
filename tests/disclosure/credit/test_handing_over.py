"""What went to 信用中国, and what changed since."""

from datetime import date, timedelta

import pytest

from disclosure.credit import services, tables
from portal.accounts.states import Role
from portal.errors import DomainError, InvalidInput, NotAllowed
from tests.disclosure.credit.records import PERSON, published, register


def hand_over(office, role=Role.INFO_CLERK, channel="市公共信用信息平台"):
    office.at += timedelta(hours=1)
    return services.hand_over(organ=office.organ, channel=channel, **office.as_(role))


def counts(row):
    return (row.number, row.added, row.changed, row.ended)


@pytest.mark.duty("S3-5.6c")
def test_each_hand_over_holds_what_changed_since_the_one_before(office) -> None:
    first, second = published(office), published(office, number="甲号")
    register(office, number="草稿号")
    assert counts(hand_over(office)) == (1, 2, 0, 0)
    with pytest.raises(DomainError, match="没有变化"):
        hand_over(office)
    services.report_overturned(first, overturned_on=date(2026, 5, 20), reason="撤销。", **office.as_(Role.HANDLER))
    third = published(office, number="乙号")
    assert counts(hand_over(office)) == (2, 1, 1, 0)
    services.withdraw(first, reason="处罚决定已被撤销。", **office.as_(Role.SIGNER))
    services.withdraw(second, reason="名称写错了。", **office.as_(Role.SIGNER))
    last = hand_over(office)
    assert counts(last) == (3, 0, 0, 2)
    assert third.hand_over_lines.count() == 1


def test_what_came_and_went_between_two_is_not_handed_over(office) -> None:
    services.withdraw(published(office), reason="名称写错了。", **office.as_(Role.SIGNER))
    with pytest.raises(DomainError):
        hand_over(office)


@pytest.mark.duty("S3-5.6c")
def test_the_table_has_the_official_headings_and_stays_as_it_was_handed_over(office) -> None:
    record = published(office, representative="甲")
    row = hand_over(office)
    services.withdraw(record, reason="处罚决定已被撤销。", **office.as_(Role.SIGNER))
    [sheet] = tables.sheets(row)
    assert sheet.name == "行政处罚"
    assert dict(zip(sheet.headings, next(iter(sheet.rows)), strict=True)) == {
        "行政相对人名称": "临江测试商贸有限公司",
        "行政相对人类别": "法人及非法人组织",
        "行政相对人代码_1（统一社会信用代码）": "91370100000000001W",
        "法定代表人": "甲",
        "行政处罚决定文书号": "临教罚〔2026〕3号",
        "违法行为类型": "违规办学",
        "违法事实": "没有取得办学许可，举办培训班。",
        "处罚依据": "《民办教育促进法》第六十四条",
        "处罚类别": "警告、罚款",
        "处罚内容": "警告，罚款1万元。",
        "罚款金额（万元）": "1",
        "没收违法所得、没收非法财物的金额（万元）": "",
        "暂扣或吊销证照名称及编号": "",
        "处罚决定日期": "2026-05-18",
        "处罚有效期": "",
        "公示截止期": "2029-05-18",
        "处罚机关": "临江市教育局",
        "处罚机关统一社会信用代码": "11370000004503125F",
        "备注": "",
        "当前状态": "有效",
        "数据来源单位": "临江市教育局",
        "数据来源单位统一社会信用代码": "11370000004503125F",
        "本次变化": "新增",
    }


@pytest.mark.duty("law.K")
def test_a_natural_person_is_handed_over_under_the_mask(office) -> None:
    published(office, **PERSON)
    [line] = hand_over(office).lines.all()
    assert line.cells[0] == "赵**"
    assert "赵某某" not in str(line.cells)


def test_one_hands_over_for_his_own_organ_and_says_where_to(office) -> None:
    published(office)
    with pytest.raises(NotAllowed):
        hand_over(office, Role.HEAD)
    with pytest.raises(InvalidInput):
        hand_over(office, channel=" ")
