"""The 26 fields of pilot work in open government: tickets of public opinion, lists of matters and structured lists are
sorted by them."""

from django.db import models


class Domain(models.TextChoices):
    """The 26 fields of S0-3.6a in the words of the city's rules (law.md I)."""

    D01 = "01", "国土空间规划"
    D02 = "02", "重大建设项目"
    D03 = "03", "公共资源交易"
    D04 = "04", "财政预决算"
    D05 = "05", "安全生产"
    D06 = "06", "税收管理"
    D07 = "07", "征地补偿"
    D08 = "08", "国有土地上房屋征收"
    D09 = "09", "保障性住房"
    D10 = "10", "农村危房改造"
    D11 = "11", "环境保护"
    D12 = "12", "公共文化服务"
    D13 = "13", "公共法律服务"
    D14 = "14", "扶贫"
    D15 = "15", "救灾"
    D16 = "16", "食品药品监管"
    D17 = "17", "城市综合执法"
    D18 = "18", "就业创业"
    D19 = "19", "社会保险"
    D20 = "20", "社会救助"
    D21 = "21", "养老服务"
    D22 = "22", "户籍管理"
    D23 = "23", "涉农补贴"
    D24 = "24", "教育"
    D25 = "25", "医疗卫生"
    D26 = "26", "市政服务"


OFFICIAL_NAMES: dict[str, str] = {
    Domain.D11: "生态环境",
    Domain.D18: "就业",
    Domain.D24: "义务教育",
}
"""Where the national list of pilot fields uses another name."""
