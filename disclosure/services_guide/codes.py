"""Code lists of service guides."""

from django.db import models


class Theme(models.TextChoices):
    """办事主题: the fields whose errands are published (S3-2.3b), then what else people come for."""

    EMPLOYMENT = "employment", "就业创业"
    SOCIAL_SECURITY = "social_security", "社会保险"
    RELIEF = "relief", "社会救助"
    WELFARE = "welfare", "社会福利"
    HOUSEHOLD = "household", "户籍管理"
    HOMESTEAD = "homestead", "宅基地审批"
    FARM_SUBSIDY = "farm_subsidy", "涉农补贴"
    HEALTH = "health", "医疗卫生"
    EDUCATION = "education", "教育"
    HOUSING = "housing", "住房和不动产"
    ENTERPRISE = "enterprise", "企业开办和经营"
    TRANSPORT = "transport", "交通出行"
    UTILITIES = "utilities", "水电气热"
    FAMILY = "family", "婚姻生育"
    OTHER = "other", "其他"


class Audience(models.TextChoices):
    """服务对象."""

    PERSON = "person", "个人"
    COMPANY = "company", "企业"
    ELDERLY = "elderly", "老年人"
    STUDENT = "student", "学生"
    DISABLED = "disabled", "残疾人"
    FARMER = "farmer", "农民"
    VETERAN = "veteran", "退役军人"
    ORGANISATION = "organisation", "社会组织"


class Online(models.TextChoices):
    """How far the errand is done online (S3-5.2a)."""

    WHOLE = "whole", "全程网上办"
    PARTLY = "partly", "网上申请，到窗口一次"
    NOT = "not", "到窗口办"


class MaterialForm(models.TextChoices):
    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    BOTH = "both", "原件和复印件"
    ELECTRONIC = "electronic", "电子件"


class Seal(models.TextChoices):
    NONE = "none", "不用签名盖章"
    SIGNATURE = "signature", "签名"
    SEAL = "seal", "盖章"
    BOTH = "both", "签名并盖章"


class FileKind(models.TextChoices):
    """规范表格, 填写说明, 示范文本 (S3-2.4d)."""

    FORM = "form", "表格"
    INSTRUCTIONS = "instructions", "填写说明"
    SAMPLE = "sample", "示范文本"
