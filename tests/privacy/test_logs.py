"""No log line carries a personal datum or a code: real records, through the handlers of the settings."""

import io
import logging
import logging.config

import pytest
from django.conf import settings as product

from portal.privacy.logs import PersonalDataFilter, guard
from portal.privacy.patterns import masked


@pytest.fixture
def console():
    """The product's own handler, writing to memory."""
    kept = list(logging.getLogger().handlers)
    logging.config.dictConfig(product.LOGGING)
    handler = logging.getLogger().handlers[0]
    stream = io.StringIO()
    handler.setStream(stream)
    yield stream
    logging.getLogger().handlers[:] = kept


@pytest.mark.duty("law.K")
def test_message_arguments_and_exception_are_masked(console) -> None:
    logger = logging.getLogger("disclosure.documents")
    logger.warning("applicant %s, phone %s", "11010519491231002X", "13812345678")
    try:
        raise ValueError("duplicate key: wang@example.cn 6222021234567890128 查询码：AB12-CD34")
    except ValueError:
        logger.exception("could not save")
    lines = console.getvalue()
    assert "applicant ***, phone ***" in lines
    assert "ValueError: duplicate key: *** *** 查询码：***" in lines
    assert "Traceback" in lines
    for datum in ("110105", "1381234", "wang@", "62220212", "AB12"):
        assert datum not in lines


def test_the_request_logger_of_django_is_masked_and_writes_once(console) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", "/requests/track/?code=K7Q2M9&phone=13912345678")
    assert console.getvalue().count("Not Found") == 1
    assert "code=***&phone=***" in console.getvalue()


def test_a_record_that_cannot_be_made_loses_no_other(console) -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError("13812345678")

    logging.getLogger("x").warning("%s", Broken())
    logging.getLogger("x").warning("after")
    assert "13812345678" not in console.getvalue()
    assert "after" in console.getvalue()


def test_handlers_a_server_brings_along_are_guarded_once() -> None:
    logger = logging.getLogger("tests.server")
    logger.addHandler(logging.StreamHandler(io.StringIO()))
    guard("tests.server")
    guard("tests.server")
    assert [type(each) for each in logger.handlers[0].filters] == [PersonalDataFilter]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话138 1234 5678。", "电话***。"),
        ("电话138-1234-5678", "电话***"),
        ("１３８１２３４５６７８", "***"),
        ("旧证 110105491231002", "旧证 ***"),
        ("卡号6222 0212 3456 7890 128", "卡号***"),
        ("token=abc.def; next", "token=***; next"),
        ('{"password": "Aa-123"}', '{"password": "***"}'),
        ("document 20260521 of 15 columns, 1234567 rows", "document 20260521 of 15 columns, 1234567 rows"),
        ("2026-05-21 09:30:00,123 took 12.345678901 s", "2026-05-21 09:30:00,123 took 12.345678901 s"),
        ("电话0000-8612345", "电话0000-8612345"),
        ("91370000004503125F", "91370000004503125F"),
    ],
)
def test_what_is_masked_and_what_is_left(text, expected) -> None:
    assert masked(text) == expected
