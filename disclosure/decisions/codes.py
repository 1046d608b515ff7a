"""Code lists of major decisions. The ten categories and the three exclusions are those of the consultations. Pure."""

from django.db import models

PROGRAMME = "《重大行政决策程序暂行条例》"


class Ground(models.TextChoices):
    """Why a document may go out without a consultation here. Each is named on its page with its basis (law.md C17)."""

    MACRO = "macro", "财政政策、货币政策等宏观调控决策"
    LEGISLATION = "legislation", "政府立法决策（按规章制定程序征求意见）"
    EMERGENCY = "emergency", "突发事件应急处置决策"
    URGENT = "urgent", "情况紧急，来不及征求意见"
    SECRET = "secret", "依法不予公开"
    ELSEWHERE = "elsewhere", "已经在别处公开征求意见"


class Item(models.TextChoices):
    """What becomes of an item of the yearly catalogue."""

    LISTED = "listed", "列入目录"
    EXCLUDED = "excluded", "不适用决策程序"


class Outcome(models.TextChoices):
    """What a meeting may say (第三十条)."""

    PASSED = "通过", "通过"
    AMENDED = "原则通过，修改后公布", "原则通过，修改后公布"
    AGAIN = "再次讨论", "再次讨论"
    REFUSED = "不通过", "不通过"


AGREED = (Outcome.PASSED.value, Outcome.AMENDED.value)

UNLAWFUL = "不合法"
LEGALITY = ("合法", "修改后合法", UNLAWFUL)
