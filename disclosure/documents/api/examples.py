"""Answers as they look, for the page that explains the interface."""

from drf_spectacular.utils import OpenApiExample

_DOCUMENT = {
    "id": 127,
    "title": "临江市教育局关于做好2026年义务教育阶段招生工作的通知",
    "doc_number": "临教发〔2026〕12号",
    "index_number": "11370000004503125F/2026-00012",
    "organ": {"code": "jyj", "name": "临江市教育局"},
    "issuer": "临江市教育局",
    "kind": "通知",
    "column": {"code": "jyj-policy", "name": "政策文件"},
    "topic": {"code": "1102", "name": "教育"},
    "year": 2026,
    "formed_on": "2026-05-20",
    "published_at": "2026-05-21T09:30:00+08:00",
    "updated_at": "2026-05-21T09:30:00+08:00",
    "effective_on": None,
    "expires_on": None,
    "validity": "有效",
    "is_normative": False,
    "summary": "报名从2026年6月10日开始。",
    "url": "https://www.linjiang.example/documents/127/",
}
_GONE = {
    "id": 98,
    "change": "withdrawn",
    "updated_at": "2026-05-22T10:00:00+08:00",
    "document": None,
    "withdrawn": {
        "id": 98,
        "withdrawn_at": "2026-05-22T10:00:00+08:00",
        "reason": "内容有误，停止使用",
        "title": "",
        "successor": 127,
    },
}

DOCUMENT = OpenApiExample("一份文件", value=_DOCUMENT, response_only=True)
CHANGE = OpenApiExample("一份撤下的文件", value=_GONE, response_only=True)
